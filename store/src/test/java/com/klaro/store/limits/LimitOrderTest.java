package com.klaro.store.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.MutableClock;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LimitOrderTest {

  private static final Limit FEW = new Limit("few", 2, Duration.ofHours(1));
  private static final Limit MAILS = new Limit("mails", 1000, Duration.ofHours(1));

  /// The database would end one of two who wait for each other, with an error.
  @Test
  void whoCountsTheSamePlacesTheOtherWayRoundNeverWaitsInACircle() throws Exception {
    List<Place> places = List.of(Place.of(MAILS, "one"), Place.of(MAILS, "other"));
    try (TestDatabase test = TestDatabase.fresh();
        var callers = Executors.newFixedThreadPool(6)) {
      var limits = new LimitIntake(test.database(), new byte[32], new MutableClock(Instant.EPOCH));
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int round = 0; round < 50; round++) {
        for (List<Place> named : List.of(places, places.reversed())) {
          calls.add(() -> {
            limits.add(named);
            return true;
          });
          calls.add(() -> limits.take(named).isEmpty());
          calls.add(() ->
              test.database()
                  .transaction(
                      DatabaseRole.IDENTITY,
                      transaction -> {
                        limits.forget(transaction, named);
                        return true;
                      }));
          calls.add(() ->
              test.database()
                  .transaction(
                      DatabaseRole.IDENTITY, transaction -> limits.take(transaction, named)));
        }
      }
      for (Future<Boolean> done : callers.invokeAll(calls)) {
        assertThat(done.get()).isTrue();
      }
    }
  }

  /// Or somebody with nothing left of their own could use up what others have.
  @Test
  void whereOneHasNoRoomNoneIsCounted() {
    Place full = Place.of(FEW, "full");
    try (TestDatabase test = TestDatabase.fresh()) {
      var limits = new LimitIntake(test.database(), new byte[32], new MutableClock(Instant.EPOCH));
      limits.add(List.of(full, full));
      for (int other = 0; other < 8; other++) {
        Place another = Place.of(FEW, "other" + other);
        List<Place> both = List.of(full, another);
        assertThat(limits.take(both)).isPresent();
        assertThat(
                test.database()
                    .<Boolean>transaction(
                        DatabaseRole.IDENTITY, transaction -> limits.take(transaction, both)))
            .isFalse();
        assertThat(limits.take(List.of(another, another))).as("both are left").isEmpty();
      }
    }
  }
}
