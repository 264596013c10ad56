package com.klaro.store.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.sandbox.process.Patience;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PasswordTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void fifteenTo256CharactersOfAnyScriptAreTakenAsTyped() {
    assertThat(new Password(" ".repeat(15)).text()).hasSize(15);
    assertThat(new Password("🔑".repeat(256)).text()).hasSize(512);
    assertThatThrownBy(() -> new Password("a".repeat(14)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Password("a".repeat(257)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Password("a".repeat(15) + "\ud800"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aStoredHashCarriesItsParametersAndMatchesOnlyTheSameBytes() {
    try (var hasher = hasher(HashingSettings.defaults())) {
      String stored = hasher.hash(Unchecked.password("Correct horse battery "));
      assertThat(stored)
          .matches("\\$argon2id\\$v=19\\$m=19456,t=4,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
      assertThat(hasher.matches(stored, "Correct horse battery ")).isTrue();
      assertThat(hasher.matches(stored, "Correct horse battery")).isFalse();
      assertThat(hasher.matches(null, new byte[32], "Correct horse battery ")).isFalse();
      assertThat(
              hasher.matches(
                  null,
                  new byte[32],
                  "nobody's password: the hash that an unknown address is compared with"))
          .isFalse();
      assertThat(hasher.outdated(stored)).isFalse();
    }
  }

  @Test
  void aHashOfOtherParametersIsGoodAndOutdatedWhicheverIsStronger() {
    String password = "a password of long ago";
    try (var cheap = hasher(new HashingSettings(7168, 5, 1, 1, 4));
        var dear = hasher(HashingSettings.defaults())) {
      String weak = cheap.hash(Unchecked.password(password));
      String strong = dear.hash(Unchecked.password(password));
      assertThat(dear.matches(weak, password)).isTrue();
      assertThat(dear.outdated(weak)).isTrue();
      assertThat(cheap.matches(strong, password)).isTrue();
      assertThat(cheap.outdated(strong)).isTrue();
      assertThat(dear.outdated(strong)).isFalse();
      assertThat(cheap.outdated(weak)).isFalse();
    }
  }

  @Test
  void whatDoesNotFitTheQueueIsRefusedAtOnce() {
    try (var hasher = hasher(new HashingSettings(19_456, 2, 1, 1, 2))) {
      long refused =
          IntStream.range(0, 24)
              .mapToObj(_ ->
                  java.util.concurrent.CompletableFuture.supplyAsync(
                      () -> {
                        try {
                          hasher.hash(Unchecked.password("many at the same time"));
                          return 0;
                        } catch (PasswordsOverloaded full) {
                          return 1;
                        }
                      },
                      java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()))
              .toList()
              .stream()
              .mapToInt(java.util.concurrent.CompletableFuture::join)
              .sum();
      assertThat(refused).isPositive().isLessThan(24);
    }
  }

  @Test
  void aSignInWithoutAPlaceIsNotBegunAndAnEndedOneGivesItsPlaceBack() {
    try (var hasher = hasher(new HashingSettings(19_456, 2, 1, 1, 1))) {
      for (int turn = 0; turn < 3; turn++) {
        var begun = new AtomicInteger();
        Supplier<Integer> third = () -> admitted(hasher, begun::incrementAndGet);
        Supplier<Integer> second = () -> admitted(hasher, third);
        assertThatThrownBy(() -> admitted(hasher, second)).isInstanceOf(PasswordsOverloaded.class);
        assertThat(begun).hasValue(0);
      }
    }
  }

  /// One hash at work and one that waits is all that others may have, and they have it.
  @Test
  void aSignInWithItsTurnFindsRoomHoweverMuchIsHashedForOthers() {
    try (var hasher = hasher(new HashingSettings(7168, 300, 1, 1, 1));
        var others = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        Object _ =
            others.submit(
                () -> hasher.hash(Unchecked.password("by a link, or by somebody signed in")));
      }
      assertThat(
              Patience.await(
                  Duration.ofSeconds(10), () -> meters.get("executor.queued").gauge().value() == 1))
          .isTrue();
      assertThat(
              hasher.admitted(
                  "10.0.0.1",
                  Optional.empty(),
                  () -> hasher.hash(Unchecked.password("of a sign-in"))))
          .contains("$argon2id$");
    }
  }

  private static int admitted(PasswordHasher hasher, Supplier<Integer> signIn) {
    return hasher.admitted("10.0.0.1", Optional.empty(), signIn);
  }

  /// Field 19 of a thread's line, after its name in parentheses: proc(5).
  @Test
  @EnabledOnOs(OS.LINUX)
  void threadsThatHashGiveWayToTheOthersAndNobodyElseDoes() throws IOException {
    try (var hasher = hasher(new HashingSettings(7168, 5, 1, 1, 1))) {
      hasher.hash(Unchecked.password("so that there is a thread"));
      try (var threads = Files.list(Path.of("/proc/self/task"))) {
        var niceOf =
            threads
                .map(PasswordTest::line)
                .collect(
                    Collectors.groupingBy(
                        line -> line.contains("(hashing-0)"),
                        Collectors.mapping(
                            line -> line.substring(line.lastIndexOf(')') + 2).split(" ")[16],
                            Collectors.toSet())));
        assertThat(niceOf.get(true)).containsExactly("5");
        assertThat(niceOf.get(false)).contains("0").doesNotContain("10");
      }
    }
  }

  private static String line(Path thread) {
    try {
      return Files.readString(thread.resolve("stat"));
    } catch (IOException ended) {
      return "0 (ended) S" + " 0".repeat(50);
    }
  }

  private PasswordHasher hasher(HashingSettings settings) {
    return new PasswordHasher(settings, PasswordPepper.none(Clock.systemUTC(), meters), meters);
  }
}
