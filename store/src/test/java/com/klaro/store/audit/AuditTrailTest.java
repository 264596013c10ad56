package com.klaro.store.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.store.database.DatabaseRole;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTrailTest {

  private static final AuditEvent RENAMED =
      new AuditEvent("workspace.renamed", "workspace/1", Map.of("b", "2", "a", "1"));

  private AuditFixture fixture;

  @BeforeAll
  void open() {
    fixture = new AuditFixture();
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  @Test
  void actsOfOneTransactionAreLinkedInOrder() {
    WorkspaceId workspace = AuditFixture.workspace();
    fixture.append(workspace, AuditEvent.of("workspace.created", "workspace/1"), RENAMED);
    fixture.append(workspace, RENAMED);

    List<AuditRow> rows = fixture.rows(workspace);
    assertThat(rows).extracting(AuditRow::seq).containsExactly(1L, 2L, 3L);
    assertThat(rows.getFirst().previousHash()).isEqualTo(new byte[32]);
    assertThat(rows.get(1).previousHash()).isEqualTo(rows.get(0).hash());
    assertThat(rows.get(2).previousHash()).isEqualTo(rows.get(1).hash());
    assertThat(rows.get(1).data()).isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
    assertThat(rows.get(1).actor()).isEqualTo("member:" + fixture.member.accountId());
    assertThat(rows.get(1).at()).hasToString("2026-03-01T10:00:00.123456Z");
  }

  @Test
  void aRollbackLeavesNothing() {
    WorkspaceId workspace = AuditFixture.workspace();
    assertThatThrownBy(() ->
            fixture.in(
                workspace,
                scope -> {
                  fixture.trail.append(scope, RENAMED);
                  throw new IllegalStateException("no");
                }))
        .hasMessage("no");
    assertThat(fixture.rows(workspace)).isEmpty();
    fixture.append(workspace, RENAMED);
    assertThat(fixture.rows(workspace)).hasSize(1);
  }

  @Test
  void sixteenThreadsMakeOneGaplessChain() throws Exception {
    WorkspaceId workspace = AuditFixture.workspace();
    var done = new ArrayList<Future<?>>();
    try (var threads = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < 16; i++) {
        done.add(
            threads.submit(() -> {
              for (int j = 0; j < 20; j++) {
                fixture.append(workspace, RENAMED);
              }
            }));
      }
    }
    for (Future<?> each : done) {
      each.get();
    }
    List<AuditRow> rows = fixture.rows(workspace);
    assertThat(rows)
        .extracting(AuditRow::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 320).boxed().toList());
    assertThat(fixture.findings("workspace/" + workspace)).isEmpty();
  }

  @Test
  void accountsAndTheProgramHaveChainsOfTheirOwn() {
    fixture
        .test
        .database()
        .inTransaction(
            DatabaseRole.IDENTITY,
            transaction -> {
              fixture.trail.appendToAccount(
                  transaction,
                  fixture.member.accountId(),
                  fixture.member,
                  AuditEvent.of("session.begun", "session/1"));
              fixture.trail.appendToPlatform(
                  transaction, new Actor.Automation("members"), AuditEvent.of("a.b", "c"));
            });
    fixture
        .test
        .database()
        .inTransaction(
            DatabaseRole.PLATFORM,
            transaction ->
                fixture.trail.appendToPlatform(transaction, "secrets", AuditEvent.of("a.b", "c")));
    try (Handle handle = fixture.test.superuser()) {
      assertThat(
              handle
                  .select(
                      "SELECT chain || ' ' || seq || ' ' || actor FROM platform_audit_events ORDER"
                          + " BY 1")
                  .mapTo(String.class))
          .containsExactly(
              "account/" + fixture.member.accountId() + " 1 member:" + fixture.member.accountId(),
              "platform 1 automation:members",
              "platform 2 operator:secrets");
    }
  }

  @Test
  void aForgedHeadIsNotBuiltUpon() {
    WorkspaceId workspace = AuditFixture.workspace();
    fixture.append(workspace, RENAMED);
    fixture.append(workspace, RENAMED);
    AuditRow first = fixture.rows(workspace).getFirst();
    fixture.tamper(
        "DELETE FROM audit_events WHERE workspace_id = ? AND seq = 2", workspace.value());
    fixture.tamper(
        "UPDATE audit_heads SET seq = 1, hash = ? WHERE workspace_id = ?",
        first.hash(),
        workspace.value());
    assertThatThrownBy(() -> fixture.append(workspace, RENAMED)).isInstanceOf(ChainBroken.class);
    assertThat(fixture.rows(workspace)).hasSize(1);
  }
}
