package com.klaro.api.matrix;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Rows, table by table, as the superuser sees them.
record Digest(Map<String, String> tables) {

  /// Of a workspace.
  static Digest of(Handle superuser, String workspace) {
    var tables = new TreeMap<String, String>();
    superuser
        .select(
            """
            SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE table_schema = 'public' AND t.table_type = 'BASE TABLE'
              AND (column_name = 'workspace_id' OR (table_name = 'workspaces' AND column_name = 'id'))
            """)
        .mapToMap()
        .forEach(found -> {
          String table = String.valueOf(found.get("table_name"));
          String mine = found.get("column_name") + " = '" + UUID.fromString(workspace) + "'";
          tables.put(table, rows(superuser, table, mine));
        });
    return new Digest(tables);
  }

  /// Of everybody.
  static Digest of(Handle superuser) {
    var tables = new TreeMap<String, String>();
    superuser
        .select(
            """
            SELECT table_name::text FROM information_schema.tables
            WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
            """)
        .mapTo(String.class)
        .forEach(table -> tables.put(table, rows(superuser, table, "true")));
    return new Digest(tables);
  }

  /// What a request writes. When a message is tried again, and why, is written by the program in
  /// its own time.
  private static String rows(Handle superuser, String table, String which) {
    String row = "(to_jsonb(t) - '{due_at,attempts,last_error}'::text[])::text";
    return superuser
        .select(
            "SELECT count(*) || ' ' || coalesce(md5(string_agg("
                + row
                + ", '|' ORDER BY "
                + row
                + ")), '') FROM "
                + table
                + " t WHERE "
                + which)
        .mapTo(String.class)
        .one();
  }
}
