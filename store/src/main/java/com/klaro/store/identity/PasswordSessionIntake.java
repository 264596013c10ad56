package com.klaro.store.identity;

import com.klaro.store.audit.ChainHead;
import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.limits.AskedPlaces;
import com.klaro.store.limits.CountedPlaces;
import com.klaro.store.limits.LimitIntake;
import com.klaro.store.limits.Place;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.tenancy.Actor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Sessions of people with a password: what it is compared with, and a session once it was right.
@NotTenantBound("accounts and their sessions belong to people, not to workspaces")
public final class PasswordSessionIntake {

  private final Database database;
  private final AddressIndex addresses;
  private final SessionIssuer issuer;
  private final LimitIntake limits;

  public PasswordSessionIntake(
      Database database, AddressIndex addresses, SessionIssuer issuer, LimitIntake limits) {
    this.database = database;
    this.addresses = addresses;
    this.issuer = issuer;
    this.limits = limits;
  }

  /// What is known before the password is compared.
  ///
  /// @param credential empty for an unknown address and for a disabled account alike
  /// @param waits how long each place has to be waited for, in their order
  /// @param trail where the account's audit trail ended, if it has begun
  public record Sought(
      Optional<PasswordCredential> credential, List<Duration> waits, Optional<ChainHead> trail) {}

  /// What tells an address apart wherever it must not be read: its blind index, and that of the
  /// words where they can be no address, which is nobody's.
  public byte[] indexOf(String typed) {
    return addresses.ofWhatever(typed);
  }

  /// @param index of [#indexOf]
  public Sought seek(byte[] index, List<Place> places) {
    AskedPlaces asked = limits.asking(places);
    PasswordSessionSql.Sought sought =
        database.statement(
            DatabaseRole.IDENTITY, handle -> PasswordSessionSql.seek(handle, index, asked));
    return new Sought(sought.credential(), asked.waits(sought.wholeAt()), sought.trail());
  }

  /// A session for someone whose password was just right.
  ///
  /// @param trail as it was found with the credential
  /// @param rehashed today's hash of that password when the stored one was outdated
  /// @param places where the right password counts, whatever comes of it
  /// @return empty when the password was replaced, or anything else moved the version on, since it
  ///   was looked at
  public Optional<IssuedSession> start(
      PasswordCredential credential,
      Optional<ChainHead> trail,
      String userAgent,
      Optional<String> rehashed,
      List<Place> places) {
    return trail
        .filter(_ -> rehashed.isEmpty())
        .map(end -> atOnce(credential, end, userAgent, places))
        .orElseGet(() -> inTransaction(credential, userAgent, rehashed, places));
  }

  private Optional<IssuedSession> atOnce(
      PasswordCredential credential, ChainHead end, String userAgent, List<Place> places) {
    CountedPlaces counted = limits.counting(places);
    return database
        .statement(
            DatabaseRole.IDENTITY,
            handle -> issuer.startAtOnce(handle, credential, end, userAgent, counted))
        // The trail has moved on, or the password. What was right is counted by now.
        .or(() -> inTransaction(credential, userAgent, Optional.empty(), List.of()));
  }

  private Optional<IssuedSession> inTransaction(
      PasswordCredential credential,
      String userAgent,
      Optional<String> rehashed,
      List<Place> places) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction -> {
          // Before the row is looked at: two that share it could not both change it.
          rehashed.ifPresent(phc ->
              CredentialSql.rehash(
                  transaction.handle(), credential.accountId(), credential.passwordPhc(), phc));
          Optional<IssuedSession> session = issuer.start(transaction, credential, userAgent);
          limits.add(transaction, places);
          return session;
        });
  }

  /// A new session for someone signed in whose password was just right, in place of the one that
  /// asks (ASVS 7.2.4).
  ///
  /// @param credential of `PasswordIntake.current`, compared since
  /// @return empty when the password was replaced or the session ended since then
  public Optional<IssuedSession> reauthenticate(
      Actor.Member member, PasswordCredential credential, String userAgent) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction -> {
          CredentialSql.lock(transaction.handle(), member.accountId());
          return issuer.replace(transaction, member, credential, userAgent);
        });
  }
}
