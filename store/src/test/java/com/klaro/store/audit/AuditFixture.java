package com.klaro.store.audit;

import com.klaro.store.MutableClock;
import com.klaro.store.database.DatabaseSettings;
import com.klaro.store.database.Ids;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.identity.People;
import com.klaro.store.secrets.RoleLogins;
import com.klaro.store.secrets.SecretStore;
import com.klaro.store.tenancy.Admission;
import com.klaro.store.tenancy.TenancyGate;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.SessionId;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// A database with keys and trail, and a way into any workspace.
final class AuditFixture implements AutoCloseable {

  /// Patient, because what these tests wait for is each other.
  final TestDatabase test =
      TestDatabase.fresh(new DatabaseSettings(8, Duration.ofSeconds(30), Duration.ofSeconds(30)));

  final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00.123456789Z"));
  final SecretStore secrets = new SecretStore(test.database(), test.master(), clock);
  final AuditKeys keys = AuditKeys.from(secrets, new SecureRandom());
  final AuditTrail trail = new AuditTrail(keys, clock);
  final TenancyGate gate = new TenancyGate(test.database(), clock);
  final AuditSource source =
      AuditSource.of(test.administrator(), new RoleLogins(test.master())::passwordOf);
  final AuditReader reader = new AuditReader(keys, source, clock);
  final AuditVerifier verifier = new AuditVerifier(source, keys, clock);
  final HeadSigner signer = new HeadSigner(test.database(), keys, clock);
  final Actor.Member member = new Actor.Member(new AccountId(id()), new SessionId(id()));

  AuditFixture() {
    try (Handle handle = test.superuser()) {
      handle.execute(
          "INSERT INTO accounts VALUES (?, '', '', '', '', 'en', now())",
          member.accountId().value());
      handle.execute(
          """
          INSERT INTO sessions (id, account_id, created_at, authenticated_at, last_seen_at, idle, expires_at, refresh_hash)
          VALUES (?, ?, now(), now(), 'infinity', '1 day', 'infinity', '')
          """,
          member.sessionId().value(),
          member.accountId().value());
    }
  }

  static UUID id() {
    return Ids.timeOrdered().next();
  }

  static WorkspaceId workspace() {
    return new WorkspaceId(id());
  }

  <T> T in(WorkspaceId workspaceId, Function<WorkspaceScope, T> work) {
    return gate.found(
        member,
        workspaceId,
        People.MOST_WORKSPACES,
        admission -> work.apply(((Admission.Admitted) admission).scope()));
  }

  void append(WorkspaceId workspaceId, AuditEvent... events) {
    Object _ =
        in(
            workspaceId,
            scope -> {
              for (AuditEvent event : events) {
                trail.append(scope, event);
              }
              return true;
            });
  }

  List<AuditRow> rows(WorkspaceId workspaceId) {
    try (Handle handle = test.superuser()) {
      return handle
          .createQuery(
              """
              SELECT seq, at, actor, action, subject, data, is_staff AS staff, previous_hash, hash, mac
              FROM audit_events WHERE workspace_id = :id ORDER BY seq
              """)
          .bind("id", workspaceId)
          .mapTo(AuditRow.class)
          .list();
    }
  }

  /// What a verification of the whole database finds in this chain.
  List<Finding> findings(String chain) {
    return switch (verifier.verify()) {
      case AuditVerdict.Sound _ -> List.of();
      case AuditVerdict.Tampered(var findings, _) ->
          findings.stream().filter(it -> it.chain().equals(chain)).toList();
    };
  }

  /// Changes rows behind the doors, as someone with the database in their hands could.
  void tamper(String sql, Object... arguments) {
    try (Handle handle = test.superuser()) {
      handle.execute(sql, arguments);
    }
  }

  @Override
  public void close() {
    test.close();
  }
}
