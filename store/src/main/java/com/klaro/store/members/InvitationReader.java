package com.klaro.store.members;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.temporal.WorkflowStart;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.store.workspaces.WorkspaceKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads open invitations.
public final class InvitationReader {

  private static final int PAGE = 1000;

  private final WorkspaceKey keys;
  private final Clock clock;

  public InvitationReader(MasterKey master, Clock clock) {
    this.keys = new WorkspaceKey(master);
    this.clock = clock;
  }

  /// In order of their ids, the next `limit` after `after`.
  public List<Invitation> page(WorkspaceScope scope, @Nullable UUID after, int limit) {
    List<InvitationSql.Row> rows = InvitationSql.page(scope, clock.instant(), after, limit);
    if (rows.isEmpty()) {
      return List.of();
    }
    DataKey key = keys.of(scope);
    return rows.stream().map(row -> InvitationFields.open(key, row)).toList();
  }

  /// Of all workspaces: each row says itself that a workflow must end it.
  @NotTenantBound("recovery learns ids only; each is then worked on inside its own workspace")
  public static List<WorkflowStart> unfinished(Database database, Duration linkLife) {
    List<WorkflowStart> starts = new ArrayList<>();
    InvitationSql.@Nullable Place last = null;
    List<InvitationSql.Place> page;
    do {
      InvitationSql.@Nullable Place after = last;
      page =
          database.transaction(
              DatabaseRole.PLATFORM,
              transaction -> InvitationSql.all(transaction.handle(), after, PAGE));
      page.forEach(
          row -> starts.add(MembersStarts.invitation(row.workspaceId(), row.id(), linkLife)));
      last = page.isEmpty() ? null : page.getLast();
    } while (page.size() == PAGE);
    return starts;
  }
}
