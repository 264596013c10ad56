package com.klaro.api.matrix;

import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// All rows of a workspace, table by table, as the superuser sees them.
record Digest(Map<String, String> tables) {

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
        .forEach(found ->
            tables.put(
                String.valueOf(found.get("table_name")),
                rows(
                    superuser,
                    String.valueOf(found.get("table_name")),
                    String.valueOf(found.get("column_name")),
                    workspace)));
    return new Digest(tables);
  }

  private static String rows(Handle superuser, String table, String column, String workspace) {
    return superuser
        .select(
            "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '')"
                + " FROM "
                + table
                + " t WHERE "
                + column
                + " = ?::uuid",
            workspace)
        .mapTo(String.class)
        .one();
  }
}
