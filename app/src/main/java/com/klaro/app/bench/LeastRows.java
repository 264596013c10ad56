package com.klaro.app.bench;

import com.klaro.store.database.DatabaseAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// What [LeastLogin] asks Postgres: two statements that stay prepared, without anything between
/// them and the driver.
final class LeastRows implements AutoCloseable {

  private static final int CONNECTIONS = 4;

  private final AtomicLong sessions = new AtomicLong();
  private final BlockingQueue<Link> idle;

  private LeastRows(List<Link> links) {
    this.idle = new ArrayBlockingQueue<>(CONNECTIONS, false, links);
  }

  private record Link(Connection connection, PreparedStatement seek, PreparedStatement start) {}

  private interface Work<T> {
    T with(Link link) throws SQLException;
  }

  static LeastRows in(DatabaseAddress address, String phc) {
    BenchDatabase.execute(
        address,
        """
        CREATE TABLE least_credentials (email text PRIMARY KEY, phc text NOT NULL);
        CREATE TABLE least_sessions (
          id bigint PRIMARY KEY, email text NOT NULL, began_at timestamptz NOT NULL);
        INSERT INTO least_credentials VALUES ('asha@example.com', '%s')
        """
            .formatted(phc));
    return new LeastRows(IntStream.range(0, CONNECTIONS).mapToObj(_ -> link(address)).toList());
  }

  private static Link link(DatabaseAddress address) {
    try {
      Connection connection = address.dataSource("klaro-bench").getConnection();
      return new Link(
          connection,
          connection.prepareStatement("SELECT phc FROM least_credentials WHERE email = ?"),
          connection.prepareStatement(
              "INSERT INTO least_sessions VALUES (?, 'asha@example.com', now()) RETURNING id"));
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  String seek(String email) {
    return with(link -> {
      link.seek().setString(1, email);
      return only(link.seek());
    });
  }

  String start() {
    return with(link -> {
      link.start().setLong(1, sessions.incrementAndGet());
      return only(link.start());
    });
  }

  private static String only(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        throw new IllegalStateException("No such row");
      }
      return rows.getString(1);
    }
  }

  private <T> T with(Work<T> work) {
    try {
      Link link = idle.take();
      try {
        return work.with(link);
      } finally {
        idle.add(link);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public void close() {
    for (Link link = idle.poll(); link != null; link = idle.poll()) {
      try {
        link.connection().close();
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }
}
