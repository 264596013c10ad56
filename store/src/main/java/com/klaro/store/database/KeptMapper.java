package com.klaro.store.database;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/// Remembers which component of a record stands in which column, by the names of the columns. JDBI
/// looks it up by reflection for every statement, which is a tenth of what a row costs to ask for.
final class KeptMapper<T> implements RowMapper<T> {

  private final RowMapper<T> general;
  private final Map<List<String>, RowMapper<T>> byColumns = new ConcurrentHashMap<>();

  KeptMapper(RowMapper<T> general) {
    this.general = general;
  }

  @Override
  public T map(ResultSet rows, StatementContext context) throws SQLException {
    return general.map(rows, context);
  }

  @Override
  public RowMapper<T> specialize(ResultSet rows, StatementContext context) throws SQLException {
    List<String> columns = columns(rows.getMetaData());
    RowMapper<T> kept = byColumns.get(columns);
    if (kept == null) {
      kept = general.specialize(rows, context);
      byColumns.put(columns, kept);
    }
    return kept;
  }

  private static List<String> columns(ResultSetMetaData described) throws SQLException {
    var names = new ArrayList<String>(described.getColumnCount());
    for (int column = 1; column <= described.getColumnCount(); column++) {
      names.add(described.getColumnLabel(column));
    }
    return names;
  }
}
