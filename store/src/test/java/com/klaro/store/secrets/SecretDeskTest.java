package com.klaro.store.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.klaro.store.MutableClock;
import com.klaro.store.database.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// One secret of each kind.
class SecretDeskTest {

  private static final Duration LEAST = Duration.ofHours(1);
  private static final NamedSecret TURNING =
      NamedSecret.key("turning", "turns", new SecretRotation.Overlapping(LEAST));
  private static final NamedSecret SLOW =
      NamedSecret.key("slow", "turns", new SecretRotation.Overlapping(Duration.ofDays(14)));
  private static final NamedSecret UNUSED =
      NamedSecret.key("unused", "turns", SecretRotation.overlapping());
  private static final NamedSecret LASTING =
      NamedSecret.key("lasting", "lasts", new SecretRotation.Lasting("much would be lost"));
  private static final NamedSecret FIXED =
      NamedSecret.key("fixed", "stays", new SecretRotation.Never("all would be lost"));
  private static final NamedSecret HOOKS = NamedSecret.given("hooks/", "opens", "the caller");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final SecureRandom random = new SecureRandom();
  private final List<String> recorded = new ArrayList<>();
  private final TestDatabase test = TestDatabase.fresh();
  private final SecretStore store = new SecretStore(test.database(), test.master(), clock);
  private final SecretDesk desk =
      new SecretDesk(
          test.database(),
          store,
          new KnownSecrets(List.of(TURNING, SLOW, UNUSED, LASTING, FIXED, HOOKS)),
          (_, action, subject, data) ->
              recorded.add(action + " " + subject + " " + new TreeMap<>(data)),
          clock,
          random);

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void aRotatedSecretIsAcceptedForAWhile() {
    byte[] first = store.ensure(TURNING, random).value();
    assertThat(rotate("turning"))
        .isEqualTo(new SecretOutcome.Rotated("turning", 2, clock.instant().plus(hours(24))));
    assertThat(live("turning")).containsExactly(2, 1);
    assertThat(store.live("turning").getLast().value()).isEqualTo(first);
    clock.advance(hours(25));
    assertThat(live("turning")).containsExactly(2);
    assertThat(store.every("turning")).hasSize(2);
    assertThat(recorded)
        .containsExactly(
            "secret.rotated secret/turning {old-until=2026-03-02T10:00:00Z, version=2}");
  }

  @Test
  void olderVersionsStayUntilNobodyPresentsWhatTheyMade() {
    store.ensure(TURNING, random);
    assertThat(desk.rotate("turning", Optional.of(LEAST.minusSeconds(1))))
        .isEqualTo(new SecretOutcome.EndsTooSoon("turning", LEAST));
    assertThat(desk.rotate("turning", Optional.of(LEAST)))
        .isEqualTo(new SecretOutcome.Rotated("turning", 2, clock.instant().plus(LEAST)));
    store.ensure(SLOW, random);
    assertThat(rotate("slow"))
        .isEqualTo(new SecretOutcome.Rotated("slow", 2, clock.instant().plus(Duration.ofDays(14))));
  }

  @Test
  void whatOpensWhatItClosedNeverEnds() {
    store.ensure(LASTING, random);
    var stays = new SecretOutcome.AllStay("lasting", "much would be lost");
    assertThat(desk.rotate("lasting", Optional.of(hours(24)))).isEqualTo(stays);
    assertThat(rotate("lasting")).isEqualTo(new SecretOutcome.Rotated("lasting", 2, null));
    assertThat(desk.retire("lasting", 1)).isEqualTo(stays);
    clock.advance(Duration.ofDays(365));
    assertThat(live("lasting")).containsExactly(2, 1);
  }

  @Test
  void anEndThatIsNotKeptIsNotListed() {
    store.ensure(LASTING, random);
    store.add("lasting", new byte[32], clock.instant());
    assertThat(entries(desk.show("lasting"))).hasSize(2).allMatch(it -> it.until() == null);
  }

  @Test
  void aKeyThatFindsRowsHasOneVersion() {
    var stays = new SecretOutcome.OneForEver("fixed", "all would be lost");
    assertThat(desk.set("fixed", new byte[32])).isEqualTo(new SecretOutcome.Added("fixed", 1));
    assertThat(desk.set("fixed", new byte[32])).isEqualTo(stays);
    assertThat(rotate("fixed")).isEqualTo(stays);
    assertThat(desk.retire("fixed", 1)).isEqualTo(stays);
    assertThat(store.every("fixed")).hasSize(1);
  }

  @Test
  void whatOthersMadeIsSetAndNotRotated() {
    set("hooks/one", "canary-one\n");
    assertThat(rotate("hooks/one"))
        .isEqualTo(new SecretOutcome.NotMadeHere("hooks/one", "the caller"));
    set("hooks/one", "canary-two");
    assertThat(live("hooks/one")).containsExactly(2, 1);
    assertThat(store.live("hooks/one").getLast().value()).isEqualTo(bytes("canary-one"));
    assertThat(recorded).contains("secret.set secret/hooks/one {version=1}");
  }

  @Test
  void theLastLiveVersionIsNotRetired() {
    set("hooks/one", "canary-two");
    assertThat(desk.retire("hooks/one", 1)).isEqualTo(new SecretOutcome.LastLive("hooks/one", 1));
    set("hooks/one", "canary-three");
    assertThat(desk.retire("hooks/one", 1)).isEqualTo(new SecretOutcome.Retired("hooks/one", 1));
    assertThat(desk.retire("hooks/one", 1)).isEqualTo(new SecretOutcome.NotLive("hooks/one", 1));
    assertThat(store.newest("hooks/one").orElseThrow().value()).isEqualTo(bytes("canary-three"));
  }

  /// Otherwise, when the older ones have ended, a start would find none and make a new one.
  @Test
  void aVersionWithoutAnEndRemains() {
    store.ensure(TURNING, random);
    assertThat(rotate("turning")).isInstanceOf(SecretOutcome.Rotated.class);
    assertThat(desk.retire("turning", 2)).isEqualTo(new SecretOutcome.LastLive("turning", 2));
    assertThat(rotate("turning")).isInstanceOf(SecretOutcome.Rotated.class);
    assertThat(desk.retire("turning", 2)).isEqualTo(new SecretOutcome.Retired("turning", 2));
    assertThat(desk.retire("turning", 1)).isEqualTo(new SecretOutcome.Retired("turning", 1));
    assertThat(live("turning")).containsExactly(3);
  }

  @Test
  void aValueThatIsThereIsNotSetAgain() {
    set("hooks/one", "canary-one");
    set("hooks/one", "canary-two");
    assertThat(desk.set("hooks/one", bytes("canary-one\n")))
        .isEqualTo(new SecretOutcome.AlreadyThere("hooks/one", 1));
    assertThat(live("hooks/one")).containsExactly(2, 1);
    set("hooks/two", "canary-one");
  }

  @Test
  void olderVersionsAreKeptForTenYearsAtMost() {
    store.ensure(TURNING, random);
    store.ensure(UNUSED, random);
    for (String text : List.of("PT2562047788015215H", "P110000000D", "P3651D", "PT0S", "PT-1H")) {
      Optional<Duration> kept = Optional.of(Duration.parse(text));
      assertThat(desk.rotate("turning", kept))
          .as(text)
          .isInstanceOf(SecretOutcome.KeptOutOfRange.class);
      assertThat(desk.rotate("unused", kept))
          .as(text)
          .isInstanceOf(SecretOutcome.KeptOutOfRange.class);
    }
    assertThat(live("unused")).containsExactly(1);
    assertThat(desk.rotate("turning", Optional.of(Duration.ofDays(3650))))
        .isInstanceOf(SecretOutcome.Rotated.class);
  }

  @Test
  void whatATerminalCannotShowIsNoPassword() {
    for (String odd : List.of("a\u0000b", "a\u001b[31m", "a\nb", "a\tb", "a\u0085b", "a\u007f")) {
      assertThat(desk.set("hooks/one", bytes(odd))).isInstanceOf(SecretOutcome.Misshapen.class);
    }
    set("hooks/one", "pässwörd with spaces\r\n");
  }

  @Test
  void aNameIsPlain() {
    for (String odd :
        List.of(
            "hooks/../one",
            "hooks//one",
            "hooks/one/",
            "hooks/-",
            "hooks/one.two",
            "hooks/\u001b[31mred",
            "hooks/a\nb",
            "",
            "/hooks",
            "hooks/" + "a".repeat(95))) {
      var malformed = new SecretOutcome.NameMalformed();
      assertThat(desk.set(odd, bytes("x"))).as(odd).isEqualTo(malformed);
      assertThat(desk.show(odd)).as(odd).isEqualTo(malformed);
      assertThat(rotate(odd)).as(odd).isEqualTo(malformed);
      assertThat(desk.retire(odd, 1)).as(odd).isEqualTo(malformed);
    }
    set("hooks/" + "a".repeat(94), "x");
    set("hooks/a-b/c-1", "x");
    assertThat(recorded).hasSize(2);
  }

  @Test
  void aValueHasItsShape() {
    var noKey = new SecretOutcome.Misshapen("turning", "32 random bytes");
    assertThat(desk.set("turning", bytes("password"))).isEqualTo(noKey);
    assertThat(desk.set("turning", new byte[33])).isEqualTo(noKey);
    byte[] endsLikeALine = new byte[32];
    endsLikeALine[31] = '\n';
    assertThat(desk.set("turning", endsLikeALine)).isInstanceOf(SecretOutcome.Added.class);
    assertThat(store.newest("turning").orElseThrow().value()).isEqualTo(endsLikeALine);
    for (byte[] noText : List.of(bytes("\n"), new byte[64 * 1024 + 1], new byte[] {-1, -2})) {
      assertThat(desk.set("hooks/one", noText)).isInstanceOf(SecretOutcome.Misshapen.class);
    }
  }

  @Test
  void aNameThatNobodyUsesIsNamed() {
    var unknown =
        new SecretOutcome.Unknown(
            "turnign", List.of("fixed", "hooks/…", "lasting", "slow", "turning", "unused"));
    assertThat(desk.set("turnign", new byte[32])).isEqualTo(unknown);
    assertThat(rotate("turnign")).isEqualTo(unknown);
    assertThat(desk.retire("turnign", 1)).isEqualTo(unknown);
    assertThat(desk.show("turnign")).isEqualTo(unknown);
    assertThat(desk.set("hooks", bytes("x"))).isInstanceOf(SecretOutcome.Unknown.class);
    assertThat(desk.set("hooks/No such", bytes("x")))
        .isInstanceOf(SecretOutcome.NameMalformed.class);
    assertThat(desk.show("turning")).isEqualTo(new SecretOutcome.NothingThere("turning"));
    assertThat(rotate("turning")).isEqualTo(new SecretOutcome.NothingThere("turning"));
    assertThat(recorded).isEmpty();
  }

  @Test
  void whatIsThereIsListedWithItsPurpose() {
    store.ensure(TURNING, random);
    store.add("of-an-older-program", bytes("x"), null);
    assertThat(entries(desk.list()))
        .extracting(SecretOutcome.Entry::name, SecretOutcome.Entry::purpose)
        .containsExactly(tuple("of-an-older-program", null), tuple("turning", "turns"));
    assertThat(entries(desk.show("of-an-older-program"))).hasSize(1);
  }

  @Test
  void noValueIsEverShown() {
    set("hooks/one", "canary-four");
    assertThat(desk.show("hooks/one").toString()).doesNotContain("canary");
    assertThat(desk.list().toString()).contains("hooks/one").doesNotContain("canary");
    assertThat(store.newest("hooks/one").orElseThrow()).hasToString("hooks/one#1");
    assertThat(desk.set("turning", bytes("canary-five")).toString()).doesNotContain("canary");
    assertThat(desk.set("nobody", bytes("canary-five")).toString()).doesNotContain("canary");
    assertThat(recorded).isNotEmpty().noneMatch(it -> it.contains("canary"));
  }

  private void set(String name, String value) {
    assertThat(desk.set(name, bytes(value))).isInstanceOf(SecretOutcome.Added.class);
  }

  private SecretOutcome rotate(String name) {
    return desk.rotate(name, Optional.empty());
  }

  private List<Integer> live(String name) {
    return store.live(name).stream().map(SecretStore.Version::version).toList();
  }

  private static List<SecretOutcome.Entry> entries(SecretOutcome outcome) {
    assertThat(outcome).isInstanceOf(SecretOutcome.Found.class);
    return ((SecretOutcome.Found) outcome).versions();
  }

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
