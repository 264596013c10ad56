package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.tenancy.Actor;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What somebody says of themselves.
@NotTenantBound("a profile belongs to a person, not to a workspace")
public final class ProfileIntake {

  private final Database database;
  private final MasterKey master;
  private final Clock clock;

  public ProfileIntake(Database database, MasterKey master, Clock clock) {
    this.database = database;
    this.master = master;
    this.clock = clock;
  }

  /// @param name,language null leaves what is there
  /// @return false when the member's session has ended; nothing was done
  public boolean change(Actor.Member member, @Nullable FullName name, @Nullable Language language) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction -> {
          Optional<AccountSql.OwnRow> row =
              AccountSql.signedIn(
                  transaction.handle(), member.accountId(), member.sessionId(), clock.instant());
          row.ifPresent(account -> {
            DataKey key =
                DataKey.open(master, account.dataKey(), AccountFields.owner(account.id()));
            AccountSql.changeProfile(
                transaction.handle(),
                account.id(),
                name == null ? null : AccountFields.fullName(key, name),
                language == null ? null : language.tag());
          });
          return row.isPresent();
        });
  }
}
