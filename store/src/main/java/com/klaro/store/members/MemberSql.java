package com.klaro.store.members;

import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class MemberSql {

  private MemberSql() {}

  record Row(
      AccountId accountId,
      byte[] dataKey,
      byte[] emailEncrypted,
      byte[] fullNameEncrypted,
      String role,
      Instant since) {}

  static List<Row> page(Handle handle, WorkspaceId id, @Nullable UUID after, int limit) {
    return handle
        .createQuery(
            """
            SELECT account_id, data_key, email_encrypted, full_name_encrypted, role, since
            FROM member_profiles(:workspace, CAST(:after AS uuid), :limit)
            """)
        .bind("workspace", id)
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(Row.class)
        .list();
  }
}
