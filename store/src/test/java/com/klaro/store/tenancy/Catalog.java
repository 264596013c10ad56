package com.klaro.store.tenancy;

import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// What the database's own catalog says against the tenancy line. Each question lists offenders, so
/// that an empty answer is the good one and a broken guard has a name.
final class Catalog {

  /// The only functions that run as the owner.
  private static final Set<String> DEFINERS =
      Set.of("admit", "workspaces_of", "member_profiles", "complete_signup");

  private static final String TENANT_TABLES =
      """
      WITH tenant AS (
        SELECT c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity FROM pg_class c
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
          AND (c.relname = 'workspaces' OR EXISTS (
            SELECT 1 FROM pg_attribute a
            WHERE a.attrelid = c.oid AND a.attname = 'workspace_id' AND NOT a.attisdropped)))
      """;

  private final Handle handle;
  private final String database;

  /// @param handle of a superuser
  Catalog(Handle handle, String database) {
    this.handle = handle;
    this.database = database;
  }

  List<String> tenantTables() {
    return ask(TENANT_TABLES + "SELECT relname FROM tenant ORDER BY 1");
  }

  List<String> tablesWithoutTheLock() {
    return ask(
        TENANT_TABLES
            + """
            SELECT relname FROM tenant t
            WHERE NOT (relrowsecurity AND relforcerowsecurity AND EXISTS (
              SELECT 1 FROM pg_policy p
              WHERE p.polrelid = t.oid AND p.polcmd = '*'
                AND pg_get_expr(p.polqual, t.oid) LIKE '%''klaro.workspace_id''%'
                AND pg_get_expr(p.polwithcheck, t.oid) LIKE '%''klaro.workspace_id''%'))
            """);
  }

  /// Policies add up, so a second one opens what the first one closes: only for the owner and the
  /// audit reader, and to read.
  List<String> policiesThatOpenMore() {
    return ask(
        TENANT_TABLES
            + """
            SELECT t.relname || '.' || p.polname FROM pg_policy p JOIN tenant t ON t.oid = p.polrelid
            WHERE (pg_get_expr(p.polqual, t.oid) NOT LIKE '%%''klaro.workspace_id''%%' OR p.polqual IS NULL)
              AND (p.polcmd <> 'r' OR NOT p.polroles <@ ARRAY[to_regrole('%1$s_owner')::oid, to_regrole('%1$s_audit_reader')::oid])
            """
                .formatted(database));
  }

  List<String> rolesWithPowers() {
    return ask(
        """
        SELECT rolname::text FROM pg_roles
        WHERE rolname LIKE '%1$s\\_%%' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)
        UNION ALL
        SELECT r.rolname || ' owns ' || c.relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
        WHERE r.rolname LIKE '%1$s\\_%%' AND r.rolname <> '%1$s_owner'
        UNION ALL
        SELECT m.rolname || ' is ' || r.rolname FROM pg_auth_members a
          JOIN pg_roles r ON r.oid = a.roleid JOIN pg_roles m ON m.oid = a.member WHERE m.rolname LIKE '%1$s\\_%%'
        """
            .formatted(database));
  }

  List<String> viewsThatSeeAll() {
    return ask(
        """
        SELECT relname::text FROM pg_class
        WHERE relnamespace = 'public'::regnamespace
          AND (relkind = 'm' OR (relkind = 'v' AND NOT 'security_invoker=true' = ANY (coalesce(reloptions, '{}'))))
        """);
  }

  List<String> functionsThatCross() {
    return handle
        .createQuery(
            """
            SELECT proname::text FROM pg_proc
            WHERE pronamespace = 'public'::regnamespace AND prosecdef
              AND (proname <> ALL (:allowed)
                OR NOT 'search_path=pg_catalog, public' = ANY (coalesce(proconfig, '{}'))
                OR has_function_privilege('public', oid, 'EXECUTE'))
            """)
        .bindArray("allowed", String.class, DEFINERS.toArray())
        .mapTo(String.class)
        .list();
  }

  List<String> keysWithoutTheWorkspace() {
    return ask(
        TENANT_TABLES
            + """
            SELECT i.indexrelid::regclass::text FROM pg_index i JOIN tenant t ON t.oid = i.indrelid
              LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
            WHERE i.indisunique AND a.attname IS DISTINCT FROM 'workspace_id'
              AND i.indexrelid::regclass::text <> 'workspaces_pkey'
            UNION ALL
            SELECT k.conname::text FROM pg_constraint k JOIN tenant t ON t.oid = k.conrelid JOIN tenant f ON f.oid = k.confrelid
              JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
              JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1]
            WHERE k.contype = 'f' AND NOT (a.attname = 'workspace_id'
              AND (b.attname = 'workspace_id' OR (f.relname = 'workspaces' AND b.attname = 'id')))
            """);
  }

  /// Who may do what they should not: each line `role table PRIVILEGE`.
  List<String> rightsThatAreTooWide() {
    return ask(
        TENANT_TABLES
            + """
            , rights AS (
              SELECT r.rolname, replace(r.rolname, '%1$s_', '') AS role, c.relname, p.name AS privilege,
                     c.oid IN (SELECT oid FROM tenant) AS tenant
              FROM pg_class c, pg_roles r, (VALUES ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE'), ('REFERENCES'), ('TRIGGER')) p (name)
              WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
                AND r.rolname IN ('%1$s_identity', '%1$s_tenant', '%1$s_platform', '%1$s_audit_reader')
                AND (has_table_privilege(r.oid, c.oid, p.name)
                  OR p.name IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES') AND has_any_column_privilege(r.oid, c.oid, p.name)))
            SELECT role || ' ' || relname || ' ' || privilege FROM rights
            WHERE (role IN ('identity', 'platform') AND tenant)
              OR (role IN ('tenant', 'platform') AND relname IN ('accounts', 'credentials', 'sessions', 'signups', 'signup_tokens'))
              OR (role = 'audit_reader' AND (privilege <> 'SELECT' OR relname !~ '^(platform_)?audit_|^workspaces$'))
              OR (relname ~ '^(platform_)?audit_(events|signed_heads)$' AND privilege NOT IN ('SELECT', 'INSERT'))
              OR privilege IN ('TRUNCATE', 'REFERENCES', 'TRIGGER')
              OR (relname = 'secrets' AND privilege IN ('DELETE', 'UPDATE') AND has_table_privilege(rolname, 'secrets', privilege))
            """
                .formatted(database));
  }

  /// The verifier may see that a workspace is, and no other column of it.
  List<String> workspaceColumnsOfTheAuditReader() {
    return ask(
        "SELECT attname::text FROM pg_attribute WHERE attrelid = 'workspaces'::regclass AND attnum"
            + " > 0"
            + " AND has_column_privilege('%s_audit_reader', attrelid, attnum, 'SELECT')"
                .formatted(database));
  }

  private List<String> ask(String sql) {
    return handle.createQuery(sql).mapTo(String.class).list();
  }
}
