package com.klaro.store.audit;

import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.List;
import org.jdbi.v3.core.Handle;

final class AuditSql {

  private AuditSql() {}

  static List<AuditRow> page(Handle handle, WorkspaceId workspaceId, long beforeSeq, int limit) {
    return handle
        .createQuery(
            """
            SELECT seq, at, actor, action, subject, data, is_staff AS staff, previous_hash, hash, mac
            FROM audit_events
            WHERE workspace_id = :workspace AND seq < :before AND NOT is_staff
            ORDER BY seq DESC LIMIT :limit
            """)
        .bind("workspace", workspaceId)
        .bind("before", beforeSeq)
        .bind("limit", limit)
        .mapTo(AuditRow.class)
        .list();
  }
}
