package com.klaro.store.outbox;

import com.klaro.store.temporal.Delivery;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// A lost claim or deletion only means that a message is sent again, which changes nothing: neither
/// waits for the disk. Deleting says so within its statement, because it is on every message's way.
final class OutboxSql {

  private OutboxSql() {}

  record Backlog(long depth, Instant oldest) {}

  static void insert(Handle handle, OutboxRow row, Instant due) {
    handle
        .createUpdate(
            """
            INSERT INTO outbox
              (id, kind, workflow_type, workflow_id, task_queue, signal_name, arguments, created_at, due_at)
            VALUES (:id, :kind, :type, :workflow, :queue, :signal, CAST(:arguments AS jsonb), :created, :due)
            """)
        .bind("id", row.id())
        .bind("kind", row.kind())
        .bind("type", row.workflowType())
        .bind("workflow", row.workflowId())
        .bind("queue", row.taskQueue())
        .bind("signal", row.signalName())
        .bind("arguments", row.arguments())
        .bind("created", row.createdAt())
        .bind("due", due)
        .execute();
  }

  /// Takes due rows for a while by moving them into the future, so that no transaction is open
  /// while Temporal is called.
  static List<OutboxRow> claim(Handle handle, Instant now, Instant until, int most) {
    handle.execute("SET LOCAL synchronous_commit TO off");
    return handle
        .createQuery(
            """
            UPDATE outbox o SET due_at = :until, attempts = attempts + 1, last_error = NULL
            WHERE o.id IN (SELECT d.id FROM outbox d WHERE d.due_at <= :now
                           ORDER BY d.due_at, d.id LIMIT :most FOR UPDATE SKIP LOCKED)
            RETURNING o.id, o.kind, o.workflow_type, o.workflow_id, o.task_queue, o.signal_name,
              o.arguments::text AS arguments, o.created_at, o.attempts,
              o.kind = 'signal' AND EXISTS (SELECT 1 FROM outbox s WHERE s.workflow_id = o.workflow_id
                                            AND s.kind <> 'signal') AS behind_start
            """)
        .bind("now", now)
        .bind("until", until)
        .bind("most", most)
        .mapTo(OutboxRow.class)
        .list();
  }

  static void delete(Handle handle, List<UUID> ids) {
    handle
        .createUpdate(
            """
            DELETE FROM outbox
            WHERE id = ANY(:ids) AND set_config('synchronous_commit', 'off', true) = 'off'
            """)
        .bindArray("ids", UUID.class, ids.toArray())
        .execute();
  }

  /// @param error one word
  static void later(Handle handle, UUID id, Instant due, String error) {
    handle
        .createUpdate("UPDATE outbox SET due_at = :due, last_error = :error WHERE id = :id")
        .bind("id", id)
        .bind("due", due)
        .bind("error", error)
        .execute();
  }

  /// Rows that failed while Temporal was away need not sit out their back-off once it is there.
  /// Rows in somebody's hands have no error, and stay.
  static void wake(Handle handle, Instant now) {
    handle
        .createUpdate("UPDATE outbox SET due_at = :now WHERE last_error IN (<away>)")
        .bindList("away", List.copyOf(Delivery.Unreachable.AWAY))
        .bind("now", now)
        .execute();
  }

  static Backlog backlog(Handle handle, Instant now) {
    return handle
        .createQuery(
            "SELECT count(*) AS depth, coalesce(min(created_at), :now) AS oldest FROM outbox")
        .bind("now", now)
        .mapTo(Backlog.class)
        .one();
  }
}
