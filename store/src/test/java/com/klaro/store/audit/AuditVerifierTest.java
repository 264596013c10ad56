package com.klaro.store.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.database.DatabaseRole;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Whoever has the whole database in their hands, but not the keys, changes it in every way there
/// is.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditVerifierTest {

  private static final AuditEvent ACT = AuditEvent.of("workspace.renamed", "workspace/1");

  private AuditFixture fixture;
  private WorkspaceId one;
  private WorkspaceId other;
  private UUID id;

  @BeforeAll
  void open() {
    fixture = new AuditFixture();
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  @BeforeEach
  void writeChains() {
    one = AuditFixture.workspace();
    other = AuditFixture.workspace();
    id = one.value();
    fixture.append(one, ACT, ACT, ACT, ACT);
    fixture.append(other, ACT, ACT, ACT, ACT);
    fixture.signer.signMoved();
    assertThat(fixture.findings("workspace/" + one)).isEmpty();
    assertThat(fixture.findings("workspace/" + other)).isEmpty();
  }

  @Test
  void anEdit() {
    fixture.tamper("UPDATE audit_events SET subject = 'x' WHERE workspace_id = ? AND seq = 2", id);
    finds(2, Flaw.EDITED);
  }

  @Test
  void anEditOfTheActor() {
    fixture.tamper(
        "UPDATE audit_events SET actor = 'member:x' WHERE workspace_id = ? AND seq = 2", id);
    finds(2, Flaw.EDITED);
  }

  @Test
  void hidingARowAsStaffs() {
    fixture.tamper(
        "UPDATE audit_events SET is_staff = true WHERE workspace_id = ? AND seq = 2", id);
    finds(2, Flaw.EDITED);
  }

  @Test
  void anEditOfTheTimeByAMicrosecond() {
    fixture.tamper(
        "UPDATE audit_events SET at = at + interval '1 microsecond' WHERE workspace_id = ? AND seq"
            + " = 2",
        id);
    finds(2, Flaw.EDITED);
  }

  @Test
  void aDeletion() {
    fixture.tamper("DELETE FROM audit_events WHERE workspace_id = ? AND seq = 2", id);
    finds(3, Flaw.GAP);
  }

  @Test
  void aDeletionWithTheNumbersClosed() {
    fixture.tamper("DELETE FROM audit_events WHERE workspace_id = ? AND seq = 2", id);
    fixture.tamper("UPDATE audit_events SET seq = seq - 1 WHERE workspace_id = ? AND seq > 2", id);
    finds(2, Flaw.BROKEN_LINK, Flaw.EDITED);
  }

  @Test
  void aReorder() {
    fixture.tamper(
        "UPDATE audit_events SET seq = -seq WHERE workspace_id = ? AND seq IN (2, 3)", id);
    fixture.tamper(
        "UPDATE audit_events SET seq = 5 + seq WHERE workspace_id = ? AND seq IN (-2, -3)", id);
    finds(2, Flaw.BROKEN_LINK, Flaw.EDITED);
  }

  @Test
  void aTailCutWithAMatchingOldHead() {
    WorkspaceId cut = AuditFixture.workspace();
    fixture.append(cut, ACT, ACT);
    var head = head(cut);
    fixture.append(cut, ACT);
    fixture.signer.signMoved();
    // The old head is genuine, MAC and all: only the signature that was made since tells.
    fixture.tamper("DELETE FROM audit_events WHERE workspace_id = ? AND seq = 3", cut.value());
    fixture.tamper(
        "UPDATE audit_heads SET seq = ?, hash = ?, mac = ? WHERE workspace_id = ?",
        head.seq(),
        head.hash(),
        head.mac(),
        cut.value());
    assertThat(fixture.findings("workspace/" + cut))
        .containsExactly(new Finding("workspace/" + cut, 3, Flaw.TAIL_CUT));
  }

  @Test
  void aTailCutThatLeavesTheHead() {
    fixture.tamper("DELETE FROM audit_events WHERE workspace_id = ? AND seq = 4", id);
    finds(4, Flaw.TAIL_CUT, Flaw.HEAD_DIFFERS);
  }

  @Test
  void aRowMovedFromAnotherWorkspace() {
    fixture.tamper("DELETE FROM audit_events WHERE workspace_id = ? AND seq = 2", id);
    fixture.tamper(
        "UPDATE audit_events SET workspace_id = ? WHERE workspace_id = ? AND seq = 2",
        id,
        other.value());
    finds(2, Flaw.BROKEN_LINK, Flaw.EDITED);
    assertThat(fixture.findings("workspace/" + other))
        .contains(new Finding("workspace/" + other, 3, Flaw.GAP));
  }

  @Test
  void aRewriteWithEveryHashRecomputed() {
    var hash = new ChainHash();
    var rows = fixture.rows(one);
    byte[] previous = rows.get(2).hash();
    AuditRow last = rows.get(3);
    byte[] forged =
        hash.row(
            "workspace/" + one,
            4,
            last.at(),
            hash.openActor("member:x"),
            last.action(),
            last.subject(),
            last.data(),
            false,
            previous);
    fixture.tamper(
        "UPDATE audit_events SET actor = 'member:x', hash = ? WHERE workspace_id = ? AND seq = 4",
        forged,
        id);
    fixture.tamper("UPDATE audit_heads SET hash = ? WHERE workspace_id = ?", forged, id);
    finds(4, Flaw.FORGED, Flaw.REWRITTEN, Flaw.HEAD_FORGED);
  }

  @Test
  void aForgedHeadIsNotSigned() {
    fixture.append(one, ACT);
    fixture.tamper("UPDATE audit_heads SET hash = '' WHERE workspace_id = ?", id);
    assertThat(fixture.signer.signMoved().refused()).contains("workspace/" + one);
  }

  @Test
  void aHeadThatIsGone() {
    fixture.tamper("DELETE FROM audit_heads WHERE workspace_id = ?", id);
    finds(4, Flaw.HEAD_MISSING);
  }

  @Test
  void aWholeChainThatIsGone() {
    fixture.tamper("DELETE FROM audit_events WHERE workspace_id = ?", id);
    fixture.tamper("DELETE FROM audit_heads WHERE workspace_id = ?", id);
    finds(4, Flaw.TAIL_CUT);
  }

  @Test
  void aWorkspaceWithoutAnyTraceOfAChain() {
    UUID bare = AuditFixture.id();
    fixture.tamper(
        "INSERT INTO workspaces (id, data_key, name_encrypted, country, created_at) VALUES (?, '',"
            + " '', 'IN', now())",
        bare);
    assertThat(fixture.findings("workspace/" + bare))
        .containsExactly(new Finding("workspace/" + bare, 0, Flaw.CHAIN_MISSING));
  }

  @Test
  void anEditInTheChainOfAnAccount() {
    AccountId account = new AccountId(AuditFixture.id());
    fixture
        .test
        .database()
        .inTransaction(
            DatabaseRole.IDENTITY,
            transaction ->
                fixture.trail.appendToAccount(transaction, account, fixture.member, ACT));
    String chain = "account/" + account;
    assertThat(fixture.findings(chain)).isEmpty();
    fixture.tamper("UPDATE platform_audit_events SET action = 'x' WHERE chain = ?", chain);
    assertThat(fixture.findings(chain)).containsExactly(new Finding(chain, 1, Flaw.EDITED));
  }

  @Test
  void aSignatureMadeUp() {
    fixture.tamper(
        "UPDATE audit_signed_heads SET at = at + interval '1 day' WHERE workspace_id = ?", id);
    finds(4, Flaw.SIGNATURE_FORGED);
  }

  private void finds(long seq, Flaw... flaws) {
    assertThat(fixture.findings("workspace/" + one))
        .filteredOn(it -> it.seq() == seq)
        .extracting(Finding::flaw)
        .containsExactlyInAnyOrder(flaws);
  }

  private ChainSql.Head head(WorkspaceId workspace) {
    return fixture.in(
        workspace,
        scope ->
            ChainSql.WORKSPACES.head(scope.handle(), new Chain.Workspace(workspace)).orElseThrow());
  }
}
