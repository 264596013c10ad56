package com.klaro.store.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.database.TestDatabase;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// S7-1: every guard of the tenancy line is there, and each question notices when one is taken
/// away: it is broken here once, in a transaction that is rolled back.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogTest {

  private TestDatabase test;

  @BeforeAll
  void open() {
    test = TestDatabase.alone();
  }

  @AfterAll
  void close() {
    test.close();
  }

  @Test
  void tenantTablesAreThoseThatThinkTheyAre() {
    assertThat(after("SELECT 1", Catalog::tenantTables))
        .contains("workspaces", "memberships", "audit_events", "audit_heads", "audit_signed_heads")
        .doesNotContain("accounts", "secrets", "outbox", "platform_audit_events");
  }

  @Test
  void everyTenantTableIsLocked() {
    guards(
        Catalog::tablesWithoutTheLock,
        "DROP POLICY this_workspace ON memberships",
        "ALTER TABLE audit_events NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE workspaces DISABLE ROW LEVEL SECURITY",
        "CREATE TABLE notes (workspace_id uuid, text text)");
  }

  @Test
  void noPolicyOpensWhatAnotherCloses() {
    guards(
        Catalog::policiesThatOpenMore,
        "CREATE POLICY open ON memberships USING (true)",
        "CREATE POLICY open ON workspaces FOR SELECT TO \"%s_tenant\" USING (true)",
        "CREATE POLICY open ON audit_heads FOR UPDATE TO \"%s_audit_reader\" USING (true)");
  }

  @Test
  void rolesHaveNoPowersAndOwnNothing() {
    guards(
        Catalog::rolesWithPowers,
        "ALTER ROLE \"%s_tenant\" BYPASSRLS",
        "ALTER TABLE accounts OWNER TO \"%s_identity\"",
        "GRANT \"%1$s_owner\" TO \"%1$s_tenant\"");
  }

  @Test
  void noViewSeesAll() {
    guards(
        Catalog::viewsThatSeeAll,
        "CREATE VIEW everyone AS SELECT * FROM memberships",
        "CREATE MATERIALIZED VIEW everyone AS SELECT * FROM memberships");
  }

  @Test
  void onlyListedFunctionsCrossTheLine() {
    guards(
        Catalog::functionsThatCross,
        "CREATE FUNCTION peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*)"
            + " FROM memberships'",
        "ALTER FUNCTION member_profiles RESET search_path",
        "GRANT EXECUTE ON FUNCTION admit TO PUBLIC");
  }

  /// S7-2.
  @Test
  void everyKeyStartsWithTheWorkspace() {
    guards(
        Catalog::keysWithoutTheWorkspace,
        "CREATE UNIQUE INDEX leak ON memberships (account_id)",
        "CREATE UNIQUE INDEX leak ON memberships (lower(role))",
        "CREATE TABLE notes (workspace_id uuid REFERENCES workspaces, other uuid REFERENCES"
            + " workspaces)");
  }

  @Test
  void noRoleHasMoreRightsThanItsWork() {
    guards(
        Catalog::rightsThatAreTooWide,
        "GRANT SELECT ON memberships TO \"%s_identity\"",
        "GRANT SELECT (password_phc) ON credentials TO \"%s_tenant\"",
        "GRANT UPDATE (hash) ON audit_events TO \"%s_tenant\"",
        "GRANT DELETE ON platform_audit_events TO \"%s_platform\"",
        "GRANT INSERT ON audit_heads TO \"%s_audit_reader\"",
        "GRANT SELECT ON accounts TO \"%s_audit_reader\"",
        "GRANT UPDATE ON secrets TO \"%s_platform\"",
        "GRANT SELECT ON audit_heads TO PUBLIC",
        "GRANT SELECT (country) ON workspaces TO \"%s_audit_reader\"",
        "GRANT TRUNCATE ON memberships TO \"%s_tenant\"",
        "GRANT SELECT ON memberships TO \"%s_tenant\" WITH GRANT OPTION",
        "GRANT SELECT ON outbox TO \"%s_tenant\"");
  }

  @Test
  void aNewTableIsSeenByNobodyUntilItIsListed() {
    for (String role : List.of("tenant", "identity", "platform", "audit_reader")) {
      guards(
          Catalog::rightsThatAreTooWide,
          "CREATE TABLE api_keys (hash bytea); GRANT SELECT ON api_keys TO \"%s_" + role + "\"",
          "CREATE TABLE api_keys (hash bytea); GRANT UPDATE (hash) ON api_keys TO \"%s_"
              + role
              + "\"",
          "CREATE SCHEMA billing CREATE TABLE accounts (id uuid) GRANT SELECT ON accounts TO \"%s_"
              + role
              + "\"");
    }
  }

  @Test
  void aTableOfAWorkspaceIsTheTenantsAndNobodyElses() {
    String table = "CREATE TABLE notes (workspace_id uuid, text text); GRANT SELECT ON notes TO ";
    assertThat(after(inHere(table + "\"%s_tenant\""), Catalog::rightsThatAreTooWide)).isEmpty();
    guards(Catalog::rightsThatAreTooWide, table + "\"%s_identity\"", table + "\"%s_platform\"");
  }

  private void guards(Function<Catalog, List<String>> question, String... breaks) {
    assertThat(after("SELECT 1", question)).isEmpty();
    for (String change : breaks) {
      String sql = inHere(change);
      assertThat(after(sql, question)).as(sql).isNotEmpty();
    }
  }

  private String inHere(String change) {
    return change.formatted(test.administrator().database());
  }

  /// What the catalog says after a change that is then undone.
  private List<String> after(String change, Function<Catalog, List<String>> question) {
    try (Handle handle = test.superuser()) {
      handle.begin();
      handle.execute(change);
      List<String> answer = question.apply(new Catalog(handle, test.administrator().database()));
      handle.rollback();
      return answer;
    }
  }
}
