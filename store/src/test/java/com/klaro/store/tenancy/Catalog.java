package com.klaro.store.tenancy;

import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// What the database's own catalog says against the tenancy line. Each question lists offenders, so
/// that an empty answer is the good one and a broken guard has a name.
final class Catalog {

  /// The only functions that run as the owner.
  private static final Set<String> DEFINERS =
      Set.of(
          "admit",
          "admit_invited",
          "all_invitations",
          "forget_invitations",
          "is_members_address",
          "authenticated_since",
          "has_other_owner",
          "has_second_factor",
          "hold_account",
          "keep_an_owner",
          "workspaces_of",
          "member_profiles",
          "member_profile",
          "complete_signup",
          "owns_alone",
          "leave_workspaces",
          "record_departure");

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

  /// Who may do what nobody listed: each line `role table PRIVILEGE`, or `PRIVILEGE(column)`. The
  /// tenant role may work with the rows of its workspace, and so with every tenant table; but what
  /// is in an audit chain, it may not change.
  List<String> rightsThatAreTooWide() {
    return handle
        .createQuery(
            TENANT_TABLES
                + """
                , tables AS (
                  SELECT oid, relowner, relacl FROM pg_class
                  WHERE relkind IN ('r', 'p') AND relnamespace <> ALL ('{pg_catalog,information_schema}'::regnamespace[]))
                , granted AS (
                  SELECT t.oid, t.relowner, '' AS of, a.* FROM tables t, aclexplode(t.relacl) a
                  UNION ALL
                  SELECT t.oid, t.relowner, '(' || c.attname || ')', a.*
                  FROM tables t JOIN pg_attribute c ON c.attrelid = t.oid, aclexplode(c.attacl) a)
                , rights AS (
                  SELECT coalesce(replace(r.rolname, '%1$s_', ''), 'everybody') AS role, g.oid::regclass::text AS name,
                         g.privilege_type AS privilege, g.of, g.is_grantable, g.oid IN (SELECT oid FROM tenant) AS tenant
                  FROM granted g LEFT JOIN pg_roles r ON r.oid = g.grantee WHERE g.grantee <> g.relowner)
                SELECT role || ' ' || name || ' ' || privilege || of FROM rights
                WHERE is_grantable
                  OR NOT (role = 'tenant' AND tenant AND privilege IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
                    AND NOT (name ~ '^audit_(events|signed_heads)$' AND privilege IN ('UPDATE', 'DELETE')))
                  AND role || ' ' || name || ' ' || privilege || of <> ALL (:listed)
                """
                    .formatted(database))
        .bindArray("listed", String.class, (Object[]) Rights.listed())
        .mapTo(String.class)
        .list();
  }

  private List<String> ask(String sql) {
    return handle.createQuery(sql).mapTo(String.class).list();
  }
}
