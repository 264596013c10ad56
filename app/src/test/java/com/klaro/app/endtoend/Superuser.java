package com.klaro.app.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/// The database as its superuser sees it: past every policy.
record Superuser(JsonNode place) {
  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://"
            + place.path("host").asText()
            + ":"
            + place.path("port").asInt()
            + "/"
            + place.path("database").asText(),
        place.path("superuser").asText(),
        place.path("password").asText());
  }

  long count(String table) {
    return Long.parseLong(texts("SELECT count(*) FROM " + table).getFirst());
  }

  /// The first column, as text.
  List<String> texts(String query) {
    try (Connection connection = connect();
        var rows = connection.createStatement().executeQuery(query)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  int change(String statement) {
    try (Connection connection = connect();
        var prepared = connection.createStatement()) {
      return prepared.executeUpdate(statement);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  List<String> tables() {
    return texts(
        "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables WHERE"
            + " schemaname = 'public'");
  }

  /// Every row as Postgres writes it out. Bytes appear in hex, so a search must know that form too.
  byte[] copyOf(String table) {
    try (Connection connection = connect()) {
      var out = new ByteArrayOutputStream();
      long _ =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut("COPY " + table + " TO STDOUT", out);
      return out.toByteArray();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
