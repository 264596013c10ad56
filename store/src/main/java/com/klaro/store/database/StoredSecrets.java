package com.klaro.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What a database holds that one master key wrapped, read before there are roles to read it.
public record StoredSecrets(List<Wrapped> all) {

  static final StoredSecrets NONE = new StoredSecrets(List.of());

  public StoredSecrets {
    all = List.copyOf(all);
  }

  /// One version of a secret, as it lies there. `toString` hides the bytes.
  public record Wrapped(String name, int version, byte[] bytes) {
    @Override
    public String toString() {
      return name + "#" + version;
    }
  }

  /// Whether there is a table for them: whether this database was prepared before.
  static boolean areIn(Connection connection) throws SQLException {
    try (var tables = connection.getMetaData().getTables(null, "public", "secrets", null)) {
      return tables.next();
    }
  }

  static StoredSecrets read(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT name, version, wrapped FROM public.secrets ORDER BY name, version")) {
      var all = new ArrayList<Wrapped>();
      while (rows.next()) {
        all.add(new Wrapped(rows.getString(1), rows.getInt(2), rows.getBytes(3)));
      }
      return new StoredSecrets(all);
    }
  }
}
