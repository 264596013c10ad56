package com.klaro.store.limits;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Timestamps;
import com.klaro.store.database.Transaction;
import com.klaro.store.secrets.Hmac;
import com.klaro.store.tenancy.NotTenantBound;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Asks and counts. Asking does not count, so that whoever does everything right is never held up,
/// however many of them come at once; what went wrong at the same moment is counted whole, and has
/// to be waited out.
@NotTenantBound("limits guard doors before anybody is known")
public final class LimitIntake {

  private final Database database;
  private final Hmac hmac;
  private final Clock clock;

  /// @param key from `MasterKey.derive("limits")`
  public LimitIntake(Database database, byte[] key, Clock clock) {
    this.database = database;
    this.hmac = new Hmac(key);
    this.clock = clock;
  }

  /// How long each place has to be waited for, in their order; zero where there is room.
  public List<Duration> waits(List<Place> places) {
    AskedPlaces asked = asking(places);
    return asked.waits(
        database.statement(DatabaseRole.IDENTITY, handle -> LimitSql.wholeAt(handle, asked)));
  }

  /// How long this place has to be waited for, where what may go wrong next is counted in the same
  /// transaction, and whoever else counts there waits for its end: then nothing is counted beyond.
  public Duration wait(Transaction transaction, Place place) {
    return waits(transaction, List.of(place)).getFirst();
  }

  private List<Duration> waits(Transaction transaction, List<Place> places) {
    AskedPlaces asked = asking(places);
    return asked.waits(LimitSql.wholeAt(transaction.handle(), asked));
  }

  /// For a statement that asks for more than that: each further question is a round trip.
  public AskedPlaces asking(List<Place> places) {
    return new AskedPlaces(places, places.stream().map(this::key).toList(), now());
  }

  /// For a statement that does more than that.
  public CountedPlaces counting(List<Place> places) {
    return new CountedPlaces(places, places.stream().map(this::key).toList(), now());
  }

  /// One more in each place, whether or not there is room.
  public void add(List<Place> places) {
    Object _ =
        database.statement(
            DatabaseRole.IDENTITY,
            handle -> {
              add(handle, places);
              return Boolean.TRUE;
            });
  }

  public void add(Transaction transaction, List<Place> places) {
    add(transaction.handle(), places);
  }

  private void add(Handle handle, List<Place> places) {
    if (places.isEmpty()) {
      return;
    }
    LimitSql.add(handle, counting(places));
  }

  /// One more in each place, where all of them have room; otherwise in none. However many ask at
  /// once, no more get through than there is room for.
  ///
  /// @return how long to wait, where there was none
  public Optional<Duration> take(List<Place> places) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction -> {
          if (take(transaction, places)) {
            return Optional.empty();
          }
          return waits(transaction, places).stream().max(Duration::compareTo);
        });
  }

  /// One more, where there is room.
  ///
  /// @return whether there was
  public boolean take(Transaction transaction, Place place) {
    Instant now = now();
    return LimitSql.take(
        transaction.handle(),
        key(place),
        now,
        place.limit().seconds(),
        now.plus(place.limit().window()));
  }

  /// One more in each, where all of them have room; otherwise in none.
  ///
  /// @return whether they had
  public boolean take(Transaction transaction, List<Place> places) {
    return transaction.unless(() -> !inOrder(places).allMatch(place -> take(transaction, place)));
  }

  /// As if nothing had gone wrong there.
  public void forget(Transaction transaction, List<Place> places) {
    inOrder(places).forEach(place -> LimitSql.forget(transaction.handle(), key(place)));
  }

  /// The order in which Postgres has them too ([CountedPlaces#after]).
  private Stream<Place> inOrder(List<Place> places) {
    return places.stream().sorted(Comparator.comparing(this::key, Arrays::compareUnsigned));
  }

  private byte[] key(Place place) {
    return hmac.of((place.limit().name() + "\0").getBytes(StandardCharsets.UTF_8), place.subject());
  }

  private Instant now() {
    return Timestamps.now(clock);
  }
}
