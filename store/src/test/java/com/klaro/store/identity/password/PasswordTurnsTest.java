package com.klaro.store.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.sandbox.process.Patience;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whoever has a turn stops at a gate, so who is at work and who waits is known and not a matter of
/// speed.
class PasswordTurnsTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final ConcurrentLinkedQueue<String> begun = new ConcurrentLinkedQueue<>();
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    gate.countDown();
    clients.shutdownNow();
  }

  @Test
  void aloneOneMayFillEverything() {
    var turns = new PasswordTurns(2, 5, 1, meters);
    List<Future<Boolean>> storm = storm(turns, 7, "one");
    assertThat(ended(stranger(turns, "one"))).isFalse();
    gate.countDown();
    assertThat(storm).allSatisfy(it -> assertThat(ended(it)).isTrue());
  }

  @Test
  void anotherOneTakesTheLastPlaceOfAStormAndTheNextTurnButOne() {
    var turns = new PasswordTurns(1, 4, 1, meters);
    List<Future<Boolean>> storm = storm(turns, 5, "storm");
    Future<Boolean> other = stranger(turns, "other");
    assertThat(ended(storm.getLast())).as("who came last").isFalse();
    gate.countDown();
    assertThat(ended(other)).isTrue();
    assertThat(storm.subList(0, 4)).allSatisfy(it -> assertThat(ended(it)).isTrue());
    assertThat(begun).containsExactly("storm", "storm", "other", "storm", "storm");
  }

  @Test
  void aStormFromSixteenIsWaitedOutInSixteenTurns() {
    var turns = new PasswordTurns(1, 64, 8, meters);
    for (int i = 0; i < 65; i++) {
      Object _ = storm(turns, i, 1, "storm" + i % 16);
    }
    Future<Boolean> other = stranger(turns, "other");
    gate.countDown();
    assertThat(ended(other)).isTrue();
    Object _ = Patience.await(LIMIT, () -> begun.size() == 65);
    assertThat(new ArrayList<>(begun).indexOf("other")).isEqualTo(17);
  }

  @Test
  void whereAllHaveAsMuchNobodyIsDisplaced() {
    var turns = new PasswordTurns(1, 2, 1, meters);
    Object _ = storm(turns, 1, "busy");
    Object _ = storm(turns, 1, 1, "one");
    Object _ = storm(turns, 2, 1, "two");
    assertThat(ended(stranger(turns, "three"))).isFalse();
    assertThat(ended(stranger(turns, "one"))).isFalse();
    gate.countDown();
    assertThat(Patience.await(LIMIT, () -> begun.size() == 3)).isTrue();
  }

  /// More strangers than there are places, each from elsewhere.
  @Test
  void aKnownDeviceHasAPlaceAndEveryOtherTurn() {
    var turns = new PasswordTurns(1, 3, 2, meters);
    Object _ = storm(turns, 1, "busy");
    for (int i = 0; i < 3; i++) {
      Object _ = storm(turns, i + 1, 1, "stranger" + i);
    }
    assertThat(ended(stranger(turns, "stranger"))).isFalse();
    for (int i = 0; i < 2; i++) {
      Object _ = ask(turns, "stranger", Optional.of("account" + i), "device" + i);
      awaitWaiting("device", i + 1);
    }
    assertThat(ended(ask(turns, "stranger", Optional.of("account"), "device"))).isFalse();
    gate.countDown();
    assertThat(Patience.await(LIMIT, () -> begun.size() == 6)).isTrue();
    assertThat(begun)
        .containsExactly("busy", "device0", "stranger0", "device1", "stranger1", "stranger2");
  }

  /// However many devices of one account there are, and wherever.
  @Test
  void devicesWaitInTurnsOverTheirAccounts() {
    var turns = new PasswordTurns(1, 1, 2, meters);
    Object _ = storm(turns, 2, "busy");
    Object _ = ask(turns, "here", Optional.of("many"), "first");
    awaitWaiting("device", 1);
    Future<Boolean> second = ask(turns, "there", Optional.of("many"), "second");
    awaitWaiting("device", 2);
    Object _ = ask(turns, "elsewhere", Optional.of("owner"), "owner");
    assertThat(ended(second)).isFalse();
    gate.countDown();
    assertThat(Patience.await(LIMIT, () -> begun.size() == 4)).isTrue();
    assertThat(begun).containsExactly("busy", "first", "busy", "owner");
  }

  @Test
  void whereTheirRoomIsFullDevicesWaitWithTheOthers() {
    var turns = new PasswordTurns(1, 1, 1, meters);
    Object _ = storm(turns, 1, "busy");
    Object _ = ask(turns, "one", Optional.of("first"), "first");
    awaitWaiting("device", 1);
    Object _ = ask(turns, "other", Optional.of("second"), "second");
    awaitWaiting("any", 1);
    gate.countDown();
    assertThat(Patience.await(LIMIT, () -> begun.size() == 3)).isTrue();
    assertThat(begun).containsExactly("busy", "first", "second");
  }

  @Test
  void whoGoesAwayWhileWaitingLeavesThePlace() {
    var turns = new PasswordTurns(1, 1, 1, meters);
    Object _ = storm(turns, 1, "busy");
    Future<Boolean> waits = storm(turns, 1, 1, "goes").getFirst();
    assertThat(waits.cancel(true)).isTrue();
    awaitWaiting("any", 0);
    Future<Boolean> next = stranger(turns, "next");
    gate.countDown();
    assertThat(ended(next)).isTrue();
    assertThat(begun).containsExactly("busy", "next");
  }

  private List<Future<Boolean>> storm(PasswordTurns turns, int count, String block) {
    return storm(turns, 0, count, block);
  }

  /// One after the other, each when the one before is at work or waits.
  ///
  /// @param there how many are at work or wait already
  private List<Future<Boolean>> storm(PasswordTurns turns, int there, int count, String block) {
    return IntStream.range(there, there + count)
        .mapToObj(i -> {
          Future<Boolean> one = stranger(turns, block);
          assertThat(Patience.await(LIMIT, () -> begun.size() + waiting("any") == i + 1)).isTrue();
          return one;
        })
        .toList();
  }

  private Future<Boolean> stranger(PasswordTurns turns, String block) {
    return ask(turns, block, Optional.empty(), block);
  }

  /// @return whether it was let in
  private Future<Boolean> ask(
      PasswordTurns turns, String block, Optional<String> device, String name) {
    return clients.submit(() -> {
      try {
        return turns.admitted(
            block,
            device,
            () -> {
              begun.add(name);
              return Patience.await(LIMIT, () -> gate.getCount() == 0);
            });
      } catch (PasswordsOverloaded full) {
        return false;
      }
    });
  }

  private static boolean ended(Future<Boolean> one) {
    assertThat(Patience.await(LIMIT, one::isDone)).isTrue();
    return one.resultNow();
  }

  private void awaitWaiting(String lane, int count) {
    assertThat(Patience.await(LIMIT, () -> waiting(lane) == count)).isTrue();
  }

  private int waiting(String lane) {
    return (int) meters.get("klaro.signins.waiting").tag("lane", lane).gauge().value();
  }
}
