package com.klaro.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.sandbox.postgres.PostgresServer;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.secrets.RoleLogins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// A database at any older version becomes the same as one made from nothing.
class MigrationTest {

  private static final MasterKey MASTER = new MasterKey(new byte[MasterKey.BYTES]);
  private static final RoleLogins LOGINS = new RoleLogins(MASTER);

  @Test
  void everyOlderStateEndsInTheSameCatalog() throws Exception {
    List<String> fresh = catalog(upgraded("fromnothing", null));
    assertThat(fresh).hasSizeGreaterThan(50);
    List<String> versions = versions();
    for (String older : versions.subList(0, versions.size() - 1)) {
      assertThat(catalog(upgraded("from" + older, older))).as("from " + older).isEqualTo(fresh);
    }
  }

  /// What is easy on empty tables may be impossible, or lose something, on tables in use.
  @Test
  void rowsOfThePreviousStateSurvive() throws Exception {
    List<String> versions = versions();
    var address = DatabaseAddress.parse(PostgresServer.shared().createDatabase("inuse"));
    var schema = new Schema(address, LOGINS);
    schema.makeRoles();
    schema.migrateTo(versions.get(versions.size() - 2));
    try (Handle superuser = Jdbi.create(address.dataSource("test")).open()) {
      superuser.createScript(ROWS).execute();
      superuser.execute(
          "INSERT INTO secrets (name, version, created_at, wrapped) VALUES ('a', 1, now(), ?)",
          MASTER.wrap(new byte[1], "secret/a/1"));
      List<String> tables = tables(superuser);
      List<String> before = rows(superuser, tables);
      assertThat(tables).hasSizeGreaterThan(15);
      assertThat(before)
          .as("one row of each")
          .hasSameSizeAs(tables)
          .allMatch(it -> it.endsWith(" 1"));
      schema.prepare();
      assertThat(rows(superuser, tables)).isEqualTo(before);
      assertThat(
              superuser
                  .select("SELECT role FROM workspaces_of((SELECT id FROM accounts))")
                  .mapTo(String.class)
                  .list())
          .containsExactly("owner");
    }
  }

  /// Whoever closed a workspace before version 21 left them there for good.
  @Test
  void invitationsToAClosedWorkspaceGo() throws Exception {
    var address = DatabaseAddress.parse(PostgresServer.shared().createDatabase("closed"));
    String owner = address.database() + "_owner";
    var schema = new Schema(address, LOGINS);
    schema.makeRoles();
    schema.migrateTo("0016");
    try (Handle superuser = Jdbi.create(address.dataSource("test")).open()) {
      superuser.createScript(CLOSED).execute();
      assertThat(rows(superuser, INVITED)).containsExactly("invitations 2", "invitation_tokens 2");
      new Schema(address.as(owner, LOGINS.passwordOf(owner)), LOGINS).prepare();
      assertThat(rows(superuser, INVITED)).containsExactly("invitations 1", "invitation_tokens 1");
      assertThat(
              superuser
                  .select(
                      "SELECT closed_at IS NULL FROM workspaces JOIN invitations ON workspaces.id ="
                          + " workspace_id")
                  .mapTo(Boolean.class)
                  .list())
          .containsExactly(true);
    }
  }

  @Test
  void whoeverIsNoSuperuserMigratesOnlyWhereTheRolesAre() throws Exception {
    var address = DatabaseAddress.parse(PostgresServer.shared().createDatabase("asowner"));
    String owner = address.database() + "_owner";
    try (Handle superuser = Jdbi.create(address.dataSource("test")).open()) {
      superuser.execute("CREATE ROLE nobody_here LOGIN PASSWORD 'secret'");
    }
    var nobody = new Schema(address.as("nobody_here", "secret"), LOGINS);
    assertThatThrownBy(nobody::prepare)
        .isInstanceOf(Schema.Refused.class)
        .hasMessageContaining("there is no role " + owner);
    assertThat(new Schema(address, LOGINS).prepare()).isEqualTo(versions().size());
    assertThat(new Schema(address.as(owner, LOGINS.passwordOf(owner)), LOGINS).prepare()).isZero();
    assertThatThrownBy(nobody::prepare).isInstanceOf(Schema.Refused.class);
  }

  /// Its roles are those of the database whose name it bears, which may be in use.
  @Test
  void anEmptyCopyTakesNoRolesOver() throws Exception {
    var postgres = PostgresServer.shared();
    var address = DatabaseAddress.parse(postgres.createDatabase("live"));
    Object _ = new Schema(address, LOGINS).prepare();
    String role = DatabaseRole.IDENTITY.roleName(address.database());
    var copy = DatabaseAddress.parse(postgres.createDatabase(address.database() + "__restored"));
    byte[] other = new byte[MasterKey.BYTES];
    other[0] = 1;
    assertThatThrownBy(new Schema(copy, new RoleLogins(new MasterKey(other)))::prepare)
        .isInstanceOf(Schema.Refused.class)
        .hasMessageContaining("does not sign in with this master key (FATAL: password");
    try (Handle live =
        Jdbi.create(address.as(role, LOGINS.passwordOf(role)).dataSource("test")).open()) {
      assertThat(live.select("SELECT current_user").mapTo(String.class).one()).isEqualTo(role);
    }
    assertThat(new Schema(copy, LOGINS).prepare()).isEqualTo(versions().size());
  }

  /// One row of each table, as whoever upgrades has many. A secret is wrapped, and so not among
  /// them.
  private static final String ROWS =
      """
      INSERT INTO accounts (id, email_index, data_key, email_encrypted, full_name_encrypted, created_at)
        VALUES (gen_random_uuid(), 'index', 'key', 'address', 'name', now());
      INSERT INTO credentials (account_id, password_phc, changed_at) SELECT id, 'phc', now() FROM accounts;
      INSERT INTO sessions
          (id, account_id, created_at, authenticated_at, last_seen_at, idle, expires_at, refresh_hash)
        SELECT gen_random_uuid(), id, now(), now(), now(), '1 hour', now() + interval '1 day', 'hash' FROM accounts;
      INSERT INTO signups (id, email_index, country, state, requested_at)
        VALUES (gen_random_uuid(), 'index', 'IN', 'open', now());
      INSERT INTO signup_tokens (token_hash, signup_id, expires_at) SELECT 'hash', id, now() FROM signups;
      INSERT INTO workspaces (id, data_key, name_encrypted, country, created_at)
        VALUES (gen_random_uuid(), 'key', 'name', 'IN', now());
      INSERT INTO memberships (workspace_id, account_id, role, since)
        SELECT w.id, a.id, 'owner', now() FROM workspaces w, accounts a;
      INSERT INTO password_resets (id, email_index, data_key, email_encrypted, requested_at, expires_at)
        VALUES (gen_random_uuid(), 'index', 'key', 'address', now(), now());
      INSERT INTO password_reset_tokens (token_hash, reset_id, account_id)
        SELECT 'hash', r.id, a.id FROM password_resets r, accounts a;
      INSERT INTO notices (id, account_id, kind, happened_at)
        SELECT gen_random_uuid(), id, 'password-changed', now() FROM accounts;
      INSERT INTO second_factors (account_id, pending_encrypted) SELECT id, 'secret' FROM accounts;
      INSERT INTO recovery_codes (account_id, code_hash) SELECT id, 'hash' FROM accounts;
      INSERT INTO passkeys (id, account_id, credential_id, public_key, sign_count, backup_eligible, backed_up, name_encrypted,
          created_at)
        SELECT gen_random_uuid(), id, 'id', 'key', 0, false, false, 'name', now() FROM accounts;
      INSERT INTO passkey_challenges (challenge_hash, expires_at) VALUES ('hash', now());
      INSERT INTO email_changes (id, account_id, session_id, new_index, data_key, new_email_encrypted, requested_at, expires_at)
        SELECT gen_random_uuid(), id, gen_random_uuid(), 'index', 'key', 'address', now(), now() FROM accounts;
      INSERT INTO email_change_tokens (token_hash, change_id, side) SELECT 'hash', id, 'old' FROM email_changes;
      INSERT INTO account_deletions (account_id, data_key, email_encrypted, requested_at)
        VALUES (gen_random_uuid(), 'key', 'address', now());
      INSERT INTO invitations (workspace_id, id, email_index, email_encrypted, role, invited_by, created_at, expires_at)
        SELECT w.id, gen_random_uuid(), 'index', 'address', 'viewer', a.id, now(), now() FROM workspaces w, accounts a;
      INSERT INTO invitation_tokens (workspace_id, token_hash, invitation_id)
        SELECT workspace_id, 'hash', id FROM invitations;
      INSERT INTO audit_events (workspace_id, seq, at, actor, action, subject, data, previous_hash, hash, mac)
        SELECT id, 1, now(), 'actor', 'action', 'subject', '{}', '', 'hash', 'mac' FROM workspaces;
      INSERT INTO audit_heads (workspace_id, seq, hash, mac) SELECT id, 1, 'hash', 'mac' FROM workspaces;
      INSERT INTO audit_signed_heads (workspace_id, seq, hash, at, key_id, signature)
        SELECT id, 1, 'hash', now(), 'key', 'signature' FROM workspaces;
      INSERT INTO platform_audit_events (chain, seq, at, actor, action, subject, data, previous_hash, hash, mac)
        VALUES ('platform', 1, now(), 'actor', 'action', 'subject', '{}', '', 'hash', 'mac');
      INSERT INTO platform_audit_heads (chain, seq, hash, mac) VALUES ('platform', 1, 'hash', 'mac');
      INSERT INTO platform_audit_signed_heads (chain, seq, hash, at, key_id, signature)
        VALUES ('platform', 1, 'hash', now(), 'key', 'signature');
      INSERT INTO idempotency_keys (owner, key, fingerprint, operation_id, lease_until, expires_at)
        VALUES ('owner', 'key', 'fingerprint', gen_random_uuid(), now(), now());
      INSERT INTO limit_buckets (key, whole_at) VALUES ('key', now());
      INSERT INTO outbox (id, kind, workflow_type, workflow_id, task_queue, arguments, created_at, due_at)
        VALUES (gen_random_uuid(), 'start', 'Signup', 'signup/1', 'identity', '[]', now(), now());
      """;

  private static final List<String> INVITED = List.of("invitations", "invitation_tokens");

  /// Two workspaces of version 16, of which one is closed, with an invitation to each.
  private static final String CLOSED =
      """
      INSERT INTO accounts (id, email_index, data_key, email_encrypted, full_name_encrypted, created_at)
        VALUES (gen_random_uuid(), 'index', 'key', 'address', 'name', now());
      INSERT INTO workspaces (id, data_key, name_encrypted, country, created_at, closed_at)
        VALUES (gen_random_uuid(), 'key', 'name', 'IN', now(), NULL), (gen_random_uuid(), '', '', 'IN', now(), now());
      INSERT INTO invitations (workspace_id, id, email_index, email_encrypted, role, invited_by, created_at, expires_at)
        SELECT w.id, gen_random_uuid(), 'index', 'address', 'viewer', a.id, now(), now() FROM workspaces w, accounts a;
      INSERT INTO invitation_tokens (workspace_id, token_hash, invitation_id)
        SELECT workspace_id, 'hash', id FROM invitations;
      """;

  /// All there are, so that a table that nobody filled above is named.
  private static List<String> tables(Handle superuser) {
    return superuser
        .select(
            "SELECT relname::text FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace ="
                + " 'public'::regnamespace AND relname NOT LIKE 'flyway%' ORDER BY 1")
        .mapTo(String.class)
        .list();
  }

  private static List<String> rows(Handle superuser, List<String> tables) {
    return tables.stream()
        .map(table ->
            superuser
                .select("SELECT '" + table + " ' || count(*) FROM " + table)
                .mapTo(String.class)
                .one())
        .toList();
  }

  /// Of the migrations on the class path, oldest first.
  private static List<String> versions() throws Exception {
    var folder = Path.of(Objects.requireNonNull(Schema.class.getResource("/db/migration")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      List<String> versions =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.startsWith("V"))
              .map(name -> name.substring(1, name.indexOf("__")))
              .sorted()
              .toList();
      assertThat(versions).startsWith("0001").hasSizeGreaterThan(5);
      return versions;
    }
  }

  private static DatabaseAddress upgraded(
      String database, @org.jspecify.annotations.Nullable String from) throws Exception {
    var address = DatabaseAddress.parse(PostgresServer.shared().createDatabase(database));
    var schema = new Schema(address, LOGINS);
    if (from != null) {
      schema.makeRoles();
      schema.migrateTo(from);
    }
    schema.prepare();
    return address;
  }

  /// Columns, constraints, policies, functions and grants, with the database's name taken out of
  /// the role names.
  private static List<String> catalog(DatabaseAddress address) {
    String sql =
        """
        SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable FROM information_schema.columns
          WHERE table_schema = 'public'
        UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
          WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT tablename || ' ' || policyname || ' ' || roles::text || ' ' || coalesce(qual, '') FROM pg_policies
        UNION ALL SELECT pg_get_functiondef(oid) || coalesce(proacl::text, '') FROM pg_proc
          WHERE pronamespace = 'public'::regnamespace
        UNION ALL SELECT relname || ' ' || coalesce(relacl::text, '') FROM pg_class
          WHERE relnamespace = 'public'::regnamespace AND relname NOT LIKE 'flyway%'
        """;
    return Jdbi.create(address.dataSource("test"))
        .withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list())
        .stream()
        .map(line -> line.replace(address.database() + "_", "_"))
        .sorted()
        .toList();
  }
}
