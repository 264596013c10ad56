package com.klaro.store.identity.password;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Who signs in now, or chooses a password, and who next. A few are at work, so that no thread that
/// hashes is ever idle; all others wait before anything is looked up for them, and are served in
/// turns over the blocks of addresses they come from. Devices that signed in before have a room of
/// their own, in turns over accounts, and every other turn while somebody waits there.
final class PasswordTurns {

  private static final ScopedValue<Boolean> TAKEN = ScopedValue.newInstance();

  private final ReentrantLock lock = new ReentrantLock();
  private final WaitingRoom<CompletableFuture<Boolean>> strangers;
  private final WaitingRoom<CompletableFuture<Boolean>> devices;
  private final int most;
  private int atWork;
  private boolean deviceWasLast;

  /// @param most at work at once
  /// @param waiting how many may wait for it
  /// @param known how many may besides, on devices that signed in before
  PasswordTurns(int most, int waiting, int known, MeterRegistry meters) {
    this(most, waiting, known);
    gauge("any", strangers, meters);
    gauge("device", devices, meters);
  }

  private PasswordTurns(int most, int waiting, int known) {
    this.most = most;
    this.strangers = new WaitingRoom<>(waiting);
    this.devices = new WaitingRoom<>(known);
  }

  /// Of those who choose a password, where no device counts.
  static PasswordTurns ofNewPasswords(int most, int waiting, MeterRegistry meters) {
    var turns = new PasswordTurns(most, waiting, 0);
    turns.gauge("new-password", turns.strangers, meters);
    return turns;
  }

  private void gauge(
      String lane, WaitingRoom<CompletableFuture<Boolean>> room, MeterRegistry meters) {
    Gauge.builder("klaro.signins.waiting", () -> locked(room::taken))
        .tag("lane", lane)
        .register(meters);
  }

  /// @param block of addresses
  /// @param device the account of the device that asks, if one is known
  /// @throws PasswordsOverloaded when there is no place, or somebody with fewer took it
  <T> T admitted(String block, Optional<String> device, Supplier<T> signIn) {
    if (!enter(block, device)) {
      throw new PasswordsOverloaded();
    }
    try {
      return ScopedValue.where(TAKEN, true).call(signIn::get);
    } finally {
      locked(this::pass);
    }
  }

  /// Whether whoever asks has its turn now.
  boolean isTaken() {
    return TAKEN.isBound();
  }

  private boolean enter(String block, Optional<String> device) {
    var turn = new CompletableFuture<Boolean>();
    locked(() -> {
      if (atWork < most) {
        atWork++;
        return turn.complete(true);
      }
      return device.filter(account -> waits(devices, account, turn)).isPresent()
          || waits(strangers, block, turn)
          || turn.complete(false);
    });
    try {
      return turn.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      locked(() -> forget(block, device, turn));
      return false;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static boolean waits(
      WaitingRoom<CompletableFuture<Boolean>> room, String from, CompletableFuture<Boolean> turn) {
    return switch (room.enter(from, turn)) {
      case WaitingRoom.Entry.In() -> true;
      case WaitingRoom.Entry.InPlaceOf(var displaced) -> displaced.complete(false);
      case WaitingRoom.Entry.Full() -> false;
    };
  }

  /// A turn that it was given in this very moment goes on to the next.
  private boolean forget(String block, Optional<String> device, CompletableFuture<Boolean> turn) {
    return device.filter(account -> devices.leave(account, turn)).isPresent()
        || strangers.leave(block, turn)
        || (turn.join() && pass());
  }

  private boolean pass() {
    var rooms = deviceWasLast ? List.of(strangers, devices) : List.of(devices, strangers);
    for (var room : rooms) {
      var next = room.next();
      if (next.isPresent()) {
        deviceWasLast = room == devices;
        return next.get().complete(true);
      }
    }
    atWork--;
    return true;
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
