package com.klaro.store.tenancy;

import java.util.List;
import java.util.regex.Pattern;

/// A condition that keeps a statement, or a function, inside of one workspace.
///
/// @param text the condition
/// @param without the statement as if it were not there; what is bound stays bound
record Predicate(String text, String without) {

  private static final String BOUND_OR_ANOTHERS =
      " = (?::\\w+|\\?|[pv]_workspace\\b|\\w+\\.(?:workspace_)?id\\b)";

  private static final Pattern COLUMN =
      Pattern.compile("\\b(?:\\w+\\.)?workspace_id" + BOUND_OR_ANOTHERS);

  /// Where `workspaces` is asked its own id is that of the workspace.
  private static final Pattern COLUMN_OR_ID =
      Pattern.compile("\\b(?:\\w+\\.)?(?:workspace_)?id" + BOUND_OR_ANOTHERS);

  private static final Pattern WORKSPACES = Pattern.compile("\\bworkspaces\\b");

  static List<Predicate> of(String sql) {
    Pattern condition = WORKSPACES.matcher(sql).find() ? COLUMN_OR_ID : COLUMN;
    return condition
        .matcher(sql)
        .results()
        .map(found ->
            new Predicate(
                found.group(),
                sql.substring(0, found.start())
                    + "("
                    + found.group()
                    + " OR true)"
                    + sql.substring(found.end())))
        .toList();
  }
}
