package com.klaro.store.idempotency;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Ids;
import com.klaro.store.database.Timestamps;
import com.klaro.store.secrets.Hmac;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/// Remembers which keys are at work and what was answered. Owners, keys and fingerprints are stored
/// as HMACs and answers encrypted, so the table says neither who asked nor for what.
///
/// Each call is a short transaction of its own, before or after the work and never around it: a
/// request holds one connection at a time.
@NotTenantBound("belongs to the caller, an account or a peer, and is asked before the gate")
public final class IdempotencyIntake {

  private final Database database;
  private final MasterKey master;
  private final Hmac hmac;
  private final IdempotencySettings settings;
  private final Clock clock;
  private final Ids ids;

  public IdempotencyIntake(
      Database database, MasterKey master, IdempotencySettings settings, Clock clock, Ids ids) {
    this.database = database;
    this.master = master;
    this.hmac = new Hmac(master.derive("idempotency"));
    this.settings = settings;
    this.clock = clock;
    this.ids = ids;
  }

  /// A caller's key; where it is stored.
  public record Place(byte[] owner, byte[] key) {}

  /// @param owner account or peer, with its kind, so that the two never meet
  public Place place(String owner, String key) {
    return new Place(
        mac("owner", owner.getBytes(StandardCharsets.UTF_8)),
        mac("key", key.getBytes(StandardCharsets.UTF_8)));
  }

  /// @param request everything that makes it this request: method, path and body
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away or late
  public Claim claim(Place place, byte[] request) {
    Instant now = now();
    Instant lease = now.plus(settings.lease());
    byte[] fingerprint = mac("request", request);
    UUID fresh = ids.next();
    return database.transaction(
        DatabaseRole.PLATFORM,
        transaction -> {
          var handle = transaction.handle();
          var operation =
              IdempotencySql.take(
                  handle,
                  place.owner(),
                  place.key(),
                  fingerprint,
                  fresh,
                  now,
                  lease,
                  now.plus(settings.kept()));
          if (operation.isPresent()) {
            return new Claim.Granted(operation.get(), lease, operation.get().equals(fresh));
          }
          // The row was there when the statement above ran. Should it be forgotten in between, the
          // caller asks again.
          return IdempotencySql.find(handle, place.owner(), place.key())
              .map(row -> seen(place, row, fingerprint, now))
              .orElseGet(() -> new Claim.Running(Duration.ofSeconds(1)));
        });
  }

  /// Keeps the first answer. A late one of an attempt whose lease was taken over changes nothing.
  public void answer(Place place, UUID operationId, byte[] answer) {
    byte[] wrapped = master.wrap(answer, context(place));
    database.inTransaction(
        DatabaseRole.PLATFORM,
        it -> IdempotencySql.answer(it.handle(), place.owner(), place.key(), operationId, wrapped));
  }

  /// Lets the next attempt begin at once, with the same operation id.
  public void release(Place place, Claim.Granted granted) {
    Instant now = now();
    database.inTransaction(
        DatabaseRole.PLATFORM,
        it ->
            IdempotencySql.release(
                it.handle(), place.owner(), place.key(), granted.leaseUntil(), now));
  }

  /// For an attempt that did nothing: the key is as if nobody had sent it. Where an earlier one may
  /// have done something, its operation id is kept.
  public void withdraw(Place place, Claim.Granted granted) {
    if (!granted.first()) {
      release(place, granted);
      return;
    }
    database.inTransaction(
        DatabaseRole.PLATFORM,
        it ->
            IdempotencySql.withdraw(
                it.handle(),
                place.owner(),
                place.key(),
                granted.operationId(),
                granted.leaseUntil()));
  }

  /// Postgres keeps microseconds and rounds: a lease is compared with what was stored, and one
  /// given back now is over now.
  private Instant now() {
    return Timestamps.now(clock);
  }

  private Claim seen(Place place, IdempotencySql.Row row, byte[] fingerprint, Instant now) {
    if (!MessageDigest.isEqual(row.fingerprint(), fingerprint)) {
      return new Claim.Mismatch();
    }
    byte[] answer = row.answer();
    return answer == null
        ? new Claim.Running(Duration.between(now, row.leaseUntil()))
        : new Claim.Answered(row.operationId(), master.unwrap(answer, context(place)));
  }

  private static String context(Place place) {
    return "idempotency/"
        + HexFormat.of().formatHex(place.owner())
        + "/"
        + HexFormat.of().formatHex(place.key());
  }

  private byte[] mac(String purpose, byte[] bytes) {
    return hmac.of((purpose + "\0").getBytes(StandardCharsets.UTF_8), bytes);
  }
}
