package com.klaro.store.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// S7-1 from within: raw SQL without a predicate, as each role; what the policies and grants hold
/// when every door has failed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyProbeTest {

  private final UUID ours = UUID.randomUUID();
  private final UUID theirs = UUID.randomUUID();
  private List<String> tables = List.of();
  private TestDatabase test;

  @BeforeAll
  void fill() {
    test = TestDatabase.fresh();
    try (Handle handle = test.superuser()) {
      tables = new Catalog(handle, test.administrator().database()).tenantTables();
      handle.execute(
          """
          INSERT INTO accounts (id, email_index, data_key, email_encrypted, full_name_encrypted, created_at)
          VALUES (?, '', '', '', '', now())
          """,
          ours);
      for (UUID workspace : List.of(ours, theirs)) {
        handle.execute(
            "INSERT INTO workspaces (id, data_key, name_encrypted, country, created_at) VALUES (?,"
                + " '', '', 'IN', now())",
            workspace);
        handle.execute(
            "INSERT INTO memberships (workspace_id, account_id, role, since) VALUES (?, ?, 'owner',"
                + " now())",
            workspace,
            ours);
        handle.execute(
            """
            INSERT INTO invitations
              (workspace_id, id, email_index, email_encrypted, role, invited_by, created_at, expires_at)
            VALUES (?, ?, '', '', 'viewer', ?, now(), now())
            """,
            workspace,
            ours,
            ours);
        handle.execute(
            "INSERT INTO invitation_tokens (workspace_id, token_hash, invitation_id) VALUES (?, '',"
                + " ?)",
            workspace,
            ours);
        handle.execute(
            """
            INSERT INTO audit_events (workspace_id, seq, at, actor, action, subject, data, previous_hash, hash, mac)
            VALUES (?, 1, now(), '', '', '', '', '', '', '')
            """,
            workspace);
        handle.execute(
            "INSERT INTO audit_heads (workspace_id, seq, hash, mac) VALUES (?, 1, '', '')",
            workspace);
        handle.execute(
            "INSERT INTO audit_signed_heads VALUES (?, 1, '', now(), '', '')", workspace);
      }
    }
  }

  @AfterAll
  void close() {
    test.close();
  }

  @Test
  void withoutAWorkspaceThereAreNoRows() {
    for (String table : tables) {
      assertThat(rows("", table)).as(table).isZero();
      assertThat(rows(UUID.randomUUID().toString(), table)).as(table).isZero();
    }
  }

  /// Of every tenant table there is: a new one that nobody filled above has no row here, and is
  /// named.
  @Test
  void insideAWorkspaceThereAreItsRowsOnly() {
    for (String table : tables) {
      assertThat(rows(ours.toString(), table)).as(table).isOne();
    }
  }

  @Test
  void writesIntoAnotherWorkspaceAreRefused() {
    refused(
        "INSERT INTO memberships (workspace_id, account_id, role, since) VALUES (?, ?, 'owner',"
            + " now())",
        theirs,
        ours);
    refused("UPDATE memberships SET workspace_id = ?", theirs);
    refused("INSERT INTO audit_heads (workspace_id, seq, hash, mac) VALUES (?, 9, '', '')", theirs);
    test.database()
        .inTransaction(
            DatabaseRole.TENANT,
            it -> {
              enter(it.handle(), ours.toString());
              assertThat(
                      it.handle()
                          .execute(
                              "UPDATE memberships SET role = 'viewer' WHERE workspace_id = ?",
                              theirs))
                  .isZero();
              assertThat(
                      it.handle().execute("DELETE FROM memberships WHERE workspace_id = ?", theirs))
                  .isZero();
            });
  }

  @Test
  void nobodyWhoWritesEventsMayChangeOne() {
    refused("UPDATE audit_events SET subject = 'x'");
    refused("DELETE FROM audit_events");
    refused("UPDATE audit_signed_heads SET seq = 0");
  }

  @Test
  void otherRolesDoNotReachTenantRows() {
    for (String table : tables) {
      denied(DatabaseRole.IDENTITY, "SELECT 1 FROM " + table);
      denied(DatabaseRole.PLATFORM, "SELECT 1 FROM " + table);
    }
    denied(DatabaseRole.TENANT, "SELECT 1 FROM accounts");
    denied(DatabaseRole.TENANT, "SELECT 1 FROM credentials");
    denied(DatabaseRole.TENANT, "SELECT 1 FROM second_factors");
    denied(DatabaseRole.TENANT, "SELECT 1 FROM recovery_codes");
    denied(DatabaseRole.TENANT, "SELECT 1 FROM passkeys");
    denied(DatabaseRole.TENANT, "SELECT 1 FROM passkey_challenges");
    denied(DatabaseRole.TENANT, "SELECT 1 FROM sessions");
    denied(DatabaseRole.TENANT, "SELECT 1 FROM secrets");
    denied(DatabaseRole.AUDIT_READER, "SELECT 1 FROM memberships");
    denied(DatabaseRole.AUDIT_READER, "SELECT country FROM workspaces");
    denied(DatabaseRole.AUDIT_READER, "DELETE FROM audit_events");
    denied(DatabaseRole.AUDIT_READER, "SELECT 1 FROM secrets");
  }

  /// What is deleted across the line goes by this function, for the role of the purge, which reads
  /// none of it.
  @Test
  void invitationsAreForgottenByPlatformAlone() {
    for (DatabaseRole role :
        List.of(DatabaseRole.TENANT, DatabaseRole.IDENTITY, DatabaseRole.AUDIT_READER)) {
      denied(role, "SELECT forget_invitations(now(), 10)");
    }
    denied(DatabaseRole.PLATFORM, "DELETE FROM invitations");
  }

  /// What is written across the line is the last link of a chain, and says that somebody left.
  @Test
  void departuresAreForIdentityAndForNothingElse() {
    for (DatabaseRole role : List.of(DatabaseRole.TENANT, DatabaseRole.PLATFORM)) {
      denied(role, "SELECT owns_alone(gen_random_uuid())");
      denied(role, "SELECT leave_workspaces(gen_random_uuid())");
      denied(role, departure("member.left", 2, ""));
    }
    denied(DatabaseRole.IDENTITY, "SELECT memberships_of(gen_random_uuid())");
    for (String wrong :
        List.of(
            departure("workspace.closed", 2, ""),
            departure("member.left", 3, ""),
            departure("member.left", 2, "other"))) {
      assertThatThrownBy(() ->
              test.database()
                  .inTransaction(DatabaseRole.IDENTITY, it -> it.handle().execute(wrong)))
          .hasStackTraceContaining("no departure at the end of this chain");
    }
  }

  private String departure(String action, int seq, String previous) {
    return "SELECT record_departure('%s', %d, now(), '', '%s', '', '', '%s', '', '', '')"
        .formatted(ours, seq, action, previous);
  }

  /// The functions run as the owner, who also reads by account: there the row-level security of
  /// memberships alone would answer, so each asks which workspace was entered.
  @Test
  void profilesAreThoseOfTheEnteredWorkspaceOnly() {
    for (String account : List.of("", ours.toString())) {
      for (String workspace : List.of("", UUID.randomUUID().toString(), ours.toString())) {
        assertThat(profiles(workspace, account, theirs)).as("%s, %s", workspace, account).isEmpty();
      }
      assertThat(profiles("", account, ours)).as("no workspace, %s", account).isEmpty();
      assertThat(profiles(ours.toString(), account, ours)).containsExactly("all", "one", "address");
    }
  }

  private List<String> profiles(String workspace, String account, UUID asked) {
    return test.database()
        .transaction(
            DatabaseRole.TENANT,
            it -> {
              enter(it.handle(), workspace);
              set(it.handle(), "klaro.account_id", account);
              return it.handle()
                  .select(
                      "SELECT 'all' FROM member_profiles(?, NULL, 10)"
                          + " UNION ALL SELECT 'one' FROM member_profile(?, ?)"
                          + " UNION ALL SELECT 'address' WHERE is_members_address(?, '')",
                      asked,
                      asked,
                      ours,
                      asked)
                  .mapTo(String.class)
                  .list();
            });
  }

  private long rows(String workspace, String table) {
    return test.database()
        .transaction(
            DatabaseRole.TENANT,
            it -> {
              enter(it.handle(), workspace);
              return it.handle().select("SELECT count(*) FROM " + table).mapTo(Long.class).one();
            });
  }

  private void refused(String sql, Object... arguments) {
    assertThatThrownBy(() ->
            test.database()
                .inTransaction(
                    DatabaseRole.TENANT,
                    it -> {
                      enter(it.handle(), ours.toString());
                      it.handle().execute(sql, arguments);
                    }))
        .as(sql)
        .hasStackTraceContaining("ERROR: ")
        .satisfies(it ->
            assertThat(it)
                .hasStackTraceContaining(
                    sql.contains("audit_events") || sql.contains("signed")
                        ? "permission denied"
                        : "row-level security"));
  }

  private void denied(DatabaseRole role, String sql) {
    assertThatThrownBy(() -> test.database().inTransaction(role, it -> it.handle().execute(sql)))
        .as("%s: %s", role, sql)
        .hasStackTraceContaining("permission denied");
  }

  private static void enter(Handle handle, String workspace) {
    set(handle, "klaro.workspace_id", workspace);
  }

  private static void set(Handle handle, String name, String value) {
    handle.select("SELECT set_config(?, ?, true)", name, value).mapTo(String.class).one();
  }
}
