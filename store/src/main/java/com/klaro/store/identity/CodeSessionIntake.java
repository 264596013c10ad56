package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Transaction;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/// Sessions that a password and a code of a second factor open. The code goes in the transaction
/// that makes the session, and stays where none is made: whoever has nothing but a recovery code
/// left must not lose it for nothing. Wrong ones are counted in any case.
@NotTenantBound("sessions belong to accounts, not to workspaces")
public final class CodeSessionIntake {

  private final Database database;
  private final SessionIssuer sessions;
  private final CodeCheck codes;

  public CodeSessionIntake(Database database, SessionIssuer sessions, CodeCheck codes) {
    this.database = database;
    this.sessions = sessions;
    this.codes = codes;
  }

  /// What became of a code.
  public sealed interface Opened {
    record Session(IssuedSession session) implements Opened {}

    /// Or used, or of another time. It was counted.
    record Wrong() implements Opened {}

    /// Too many were wrong; this one was not looked at.
    record TooMany(Duration until) implements Opened {}

    /// It is right, and still there: the password was replaced, anything else moved the version on,
    /// or the session that asks ended, since they were looked at.
    record Refused() implements Opened {}
  }

  /// For someone whose password was just right, and who has no session yet.
  ///
  /// @param known whether they come from a device that signed in to the account before
  /// @param rehashed as [PasswordSessionIntake#start]; kept whatever the code is worth
  public Opened start(
      PasswordCredential credential,
      String typed,
      boolean known,
      String userAgent,
      Optional<String> rehashed) {
    AccountId id = credential.accountId();
    return locked(
        id,
        (transaction, row) -> {
          rehashed.ifPresent(
              phc -> CredentialSql.rehash(transaction.handle(), id, credential.passwordPhc(), phc));
          return opened(
              codes.atSignIn(transaction, row, typed, known),
              () -> sessions.start(transaction, credential, userAgent));
        });
  }

  /// For someone signed in whose password was just right, in place of the session that asks (ASVS
  /// 7.2.4).
  ///
  /// @param credential of `PasswordIntake.current`, compared since
  public Opened reauthenticate(
      Actor.Member member, PasswordCredential credential, String typed, String userAgent) {
    return locked(
        member.accountId(),
        (transaction, row) ->
            opened(
                codes.ofMember(transaction, row, member, typed),
                () -> sessions.replace(transaction, member, credential, userAgent)));
  }

  private Opened locked(AccountId id, BiFunction<Transaction, SecondFactorSql.Row, Opened> work) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction -> {
          CredentialSql.lock(transaction.handle(), id);
          return SecondFactorSql.row(transaction.handle(), id)
              .map(row -> work.apply(transaction, row))
              .orElseGet(Opened.Wrong::new);
        });
  }

  private static Opened opened(CodeVerdict verdict, Supplier<Optional<IssuedSession>> session) {
    return switch (verdict) {
      case CodeVerdict.Right(Runnable use) ->
          session
              .get()
              .<Opened>map(made -> {
                use.run();
                return new Opened.Session(made);
              })
              .orElseGet(Opened.Refused::new);
      case CodeVerdict.Wrong() -> new Opened.Wrong();
      case CodeVerdict.TooMany(Duration until) -> new Opened.TooMany(until);
    };
  }
}
