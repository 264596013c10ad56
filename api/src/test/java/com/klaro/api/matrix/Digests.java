package com.klaro.api.matrix;

import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Looks at rows. Which tables there are it asks once: the catalog is slow, and the matrix looks
/// thousands of times.
final class Digests {

  private static final String BASE_TABLES =
      " FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema,"
          + " table_name) WHERE table_schema = 'public' AND t.table_type = 'BASE TABLE' AND ";

  private final Handle superuser;
  private final String everybodys;
  private final String workspaces;

  Digests(Handle superuser) {
    this.superuser = superuser;
    everybodys = union("c.ordinal_position = 1", _ -> "true");
    workspaces =
        union(
            "(column_name = 'workspace_id' OR (table_name = 'workspaces' AND column_name = 'id'))",
            column -> column + " = :workspace");
  }

  Digest ofAll() {
    return read(superuser.select(everybodys));
  }

  Digest of(String workspace) {
    return read(superuser.select(workspaces).bind("workspace", UUID.fromString(workspace)));
  }

  private static Digest read(Query query) {
    return new Digest(
        query
            .map((rows, context) -> Map.entry(rows.getString(1), rows.getString(2)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private String union(String columns, Function<String, String> which) {
    return superuser
        .select("SELECT c.table_name::text, c.column_name::text" + BASE_TABLES + columns)
        .map((rows, context) -> digest(rows.getString(1), which.apply(rows.getString(2))))
        .collect(Collectors.joining(" UNION ALL "));
  }

  /// What a request writes. When a message is tried again, and why, is written by the program in
  /// its own time.
  private static String digest(String table, String which) {
    String row = "(to_jsonb(t) - '{due_at,attempts,last_error}'::text[])::text";
    return "SELECT '%1$s' , count(*) || ' ' || coalesce(md5(string_agg(%2$s, '|' ORDER BY %2$s)), '') FROM %1$s t WHERE %3$s"
        .formatted(table, row, which);
  }
}
