package com.klaro.store.database;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// A libpq URL, `postgresql://user:password@host:port/database?sslmode=…`, taken apart. `toString`
/// hides the password.
public record DatabaseAddress(
    String host,
    int port,
    String database,
    String user,
    String password,
    Map<String, String> options) {

  /// What the driver would take from an option instead: then each role's connection would be of the
  /// one user that is named there.
  private static final Set<String> NO_OPTIONS =
      Set.of("user", "password", "PGHOST", "PGPORT", "PGDBNAME", "service");

  public DatabaseAddress {
    options = Map.copyOf(options);
  }

  /// @throws IllegalArgumentException with a message that never holds the password
  public static DatabaseAddress parse(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "The database URL is not of the form postgresql://user:password@host:port/db");
    }
    String[] login =
        uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
    String database = uri.getPath() == null ? "" : decode(uri.getRawPath()).replaceFirst("^/", "");
    if (!("postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme()))
        || uri.getHost() == null
        || login.length != 2
        || database.isBlank()) {
      throw new IllegalArgumentException(
          "The database URL is not of the form postgresql://user:password@host:port/db");
    }
    var address =
        new DatabaseAddress(
            uri.getHost().replaceAll("^\\[|]$", ""),
            uri.getPort() < 0 ? 5432 : uri.getPort(),
            database,
            decode(login[0]),
            decode(login[1]),
            options(uri.getRawQuery()));
    // Said now, where the URL is read, and not where the first connection is made.
    PGSimpleDataSource _ = address.dataSource("");
    return address;
  }

  public DatabaseAddress as(String otherUser, String otherPassword) {
    return new DatabaseAddress(host, port, database, otherUser, otherPassword, options);
  }

  /// A source of plain connections for this login: no pool, no deadline. For migrations and pools
  /// to build on.
  public PGSimpleDataSource dataSource(String applicationName) {
    var source = new PGSimpleDataSource();
    source.setServerNames(new String[] {host});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    source.setUser(user);
    source.setPassword(password);
    source.setApplicationName(applicationName);
    source.setConnectTimeout(2);
    source.setLoginTimeout(2);
    source.setTcpKeepAlive(true);
    // Else what was violated comes with the whole row, and a failure is logged.
    source.setLogServerErrorDetail(false);
    try {
      for (var option : options.entrySet()) {
        source.setProperty(option.getKey(), option.getValue());
      }
    } catch (java.sql.SQLException unknown) {
      throw new IllegalArgumentException(
          "The database URL has an option that the driver does not know", unknown);
    }
    return source;
  }

  private static Map<String, String> options(@Nullable String query) {
    var options = new TreeMap<String, String>();
    for (String pair : query == null ? new String[0] : query.split("&")) {
      String[] halves = pair.split("=", 2);
      String name = decode(halves[0]);
      if (NO_OPTIONS.contains(name)) {
        throw new IllegalArgumentException(
            "The database URL names " + name + " as an option; it stands before the ? only");
      }
      options.put(name, halves.length == 2 ? decode(halves[1]) : "");
    }
    return options;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "postgresql://" + user + ":…@" + host + ":" + port + "/" + database;
  }
}
