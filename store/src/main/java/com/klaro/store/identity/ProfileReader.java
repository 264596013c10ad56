package com.klaro.store.identity;

import com.klaro.store.database.Transaction;
import com.klaro.store.identity.password.ContextWords;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.store.tenancy.TenancyGate;
import com.klaro.store.workspaces.Workspace;
import com.klaro.store.workspaces.WorkspaceReader;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Who is signed in. Being asked for keeps a session alive.
@NotTenantBound("a session belongs to a person, not to a workspace")
public final class ProfileReader {

  private final TenancyGate gate;
  private final MasterKey master;
  private final WorkspaceReader workspaces;

  public ProfileReader(TenancyGate gate, MasterKey master, WorkspaceReader workspaces) {
    this.gate = gate;
    this.master = master;
    this.workspaces = workspaces;
  }

  /// @param locale of the language they read
  /// @param totp whether a code of an app is taken at a sign-in
  /// @param passkeys how many
  /// @param recoveryCodesLeft which work once each
  /// @param workspaces of the account, oldest first
  public record Profile(
      Account account,
      String locale,
      boolean totp,
      int passkeys,
      int recoveryCodesLeft,
      List<Workspace> workspaces) {
    public Profile {
      workspaces = List.copyOf(workspaces);
    }

    /// What their password must not be made of.
    public ContextWords words() {
      return account.words(workspaces);
    }
  }

  /// Empty when the session has ended.
  public Optional<Profile> of(Actor.Member member) {
    return gate.signedIn(member, transaction -> profile(transaction, member.accountId()))
        .flatMap(Function.identity());
  }

  private Optional<Profile> profile(Transaction transaction, AccountId accountId) {
    return AccountSql.withLocale(transaction.handle(), accountId)
        .flatMap(row ->
            SecondFactorSql.standing(transaction.handle(), accountId)
                .map(factor ->
                    new Profile(
                        AccountFields.open(master, row.row()),
                        row.locale(),
                        factor.totp(),
                        factor.passkeys(),
                        factor.codesLeft(),
                        workspaces.of(transaction, accountId))));
  }
}
