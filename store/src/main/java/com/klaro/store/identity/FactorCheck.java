package com.klaro.store.identity;

import com.klaro.store.database.Transaction;
import com.klaro.workflows.tenancy.Actor;

/// Looks at what is shown of a second factor. Always under [CredentialSql#lock].
public final class FactorCheck {

  private final CodeCheck codes;
  private final PasskeyCheck passkeys;

  public FactorCheck(CodeCheck codes, PasskeyCheck passkeys) {
    this.codes = codes;
    this.passkeys = passkeys;
  }

  /// @param row as it is under the lock
  FactorVerdict of(
      Transaction transaction, SecondFactorSql.Row row, Actor.Member member, ShownFactor shown) {
    return switch (shown) {
      case ShownFactor.Nothing() -> new FactorVerdict.Missing();
      case ShownFactor.Code(String typed) ->
          switch (codes.ofMember(transaction, row, member, typed)) {
            case CodeVerdict.Right(Runnable use) -> new FactorVerdict.Right(use);
            case CodeVerdict.Wrong() -> new FactorVerdict.Wrong();
            case CodeVerdict.TooMany(var until) -> new FactorVerdict.TooMany(until);
          };
      case ShownFactor.Passkey(PasskeyUse use) ->
          use.passkey().accountId().equals(row.id()) && passkeys.isGood(transaction, use, member)
              ? new FactorVerdict.Right(() -> {})
              : new FactorVerdict.Wrong();
    };
  }
}
