package com.klaro.store.identity;

import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.store.tenancy.TenancyGate;
import com.klaro.workflows.tenancy.Actor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What somebody says of themselves.
@NotTenantBound("a profile belongs to a person, not to a workspace")
public final class ProfileIntake {

  private final TenancyGate gate;
  private final MasterKey master;

  public ProfileIntake(TenancyGate gate, MasterKey master) {
    this.gate = gate;
    this.master = master;
  }

  /// @param name,language null leaves what is there
  /// @return false when the member's session has ended; nothing was done
  public boolean change(Actor.Member member, @Nullable FullName name, @Nullable Language language) {
    return gate.signedIn(
            member,
            transaction -> {
              Optional<AccountSql.LocaleRow> row =
                  AccountSql.withLocale(transaction.handle(), member.accountId());
              row.ifPresent(account ->
                  AccountSql.changeProfile(
                      transaction.handle(),
                      account.id(),
                      name == null
                          ? null
                          : AccountFields.fullName(AccountFields.key(master, account.row()), name),
                      language == null ? null : language.tag()));
              return row.isPresent();
            })
        .orElse(false);
  }
}
