package com.klaro.store.tenancy;

import com.klaro.workflows.tenancy.WorkspaceId;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// A copy of all rows, from which they are put back, and looks at those of one workspace.
final class Shelf {

  private final Handle superuser;
  private final List<String> tenantTables;
  private final List<String> tables;
  private final String rows;
  private final String traces;

  Shelf(Handle superuser, String database) {
    this.superuser = superuser;
    tenantTables = new Catalog(superuser, database).tenantTables();
    tables =
        superuser
            .select(
                "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace ="
                    + " 'public'::regnamespace AND relname <> 'flyway_schema_history'")
            .mapTo(String.class)
            .list();
    rows = union("(to_jsonb(t) - " + encrypted() + ")::text");
    // Who locks a row leaves a trace in it as well.
    traces = union("concat_ws(' ', t.ctid, t.xmin, t.xmax)");
    run("CREATE SCHEMA shelf");
    tables.forEach(table -> run("CREATE TABLE shelf." + table + " AS TABLE public." + table));
  }

  List<String> tenantTables() {
    return tenantTables;
  }

  void putBack() {
    putBack("true");
  }

  void putBackWithout(WorkspaceId workspace) {
    putBack("%s <> '" + workspace + "'");
  }

  /// Each with its table in front.
  List<String> rowsOf(WorkspaceId workspace) {
    return look(rows, workspace);
  }

  List<String> tracesOf(WorkspaceId workspace) {
    return look(traces, workspace);
  }

  private List<String> look(String sql, WorkspaceId workspace) {
    return superuser.createQuery(sql).bind("workspace", workspace).mapTo(String.class).list();
  }

  private void putBack(String which) {
    run(
        tables.stream()
            .map(table ->
                "DELETE FROM %1$s; INSERT INTO %1$s SELECT * FROM shelf.%1$s WHERE %2$s;"
                    .formatted(
                        table, tenantTables.contains(table) ? which.formatted(key(table)) : "true"))
            // No triggers: rows come as they were, in any order.
            .collect(
                Collectors.joining(
                    "", "BEGIN; SET LOCAL session_replication_role = replica;", "COMMIT;")));
  }

  private String union(String what) {
    return tenantTables.stream()
        .map(table ->
            "SELECT '%1$s ' || %2$s FROM %1$s t WHERE %3$s = :workspace"
                .formatted(table, what, key(table)))
        .collect(Collectors.joining(" UNION ALL ", "", " ORDER BY 1"));
  }

  private String encrypted() {
    return superuser
        .select(
            "SELECT quote_literal(array_agg(DISTINCT column_name)::text) || '::text[]' FROM"
                + " information_schema.columns WHERE table_schema = 'public' AND data_type ="
                + " 'bytea'")
        .mapTo(String.class)
        .one();
  }

  private static String key(String table) {
    return table.equals("workspaces") ? "id" : "workspace_id";
  }

  /// Past the statement layer, which takes one statement and looks for names in it.
  void run(String script) {
    try (Statement statement = superuser.getConnection().createStatement()) {
      boolean _ = statement.execute(script);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
