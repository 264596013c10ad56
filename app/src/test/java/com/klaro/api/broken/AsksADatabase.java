package com.klaro.api.broken;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.PGConnection;

public final class AsksADatabase {

  private AsksADatabase() {}

  static Class<?> connection() {
    return Connection.class;
  }

  static Class<?> source() {
    return DataSource.class;
  }

  static Class<?> library() {
    return Jdbi.class;
  }

  static Class<?> driver() {
    return PGConnection.class;
  }

  static Class<?> pool() {
    return HikariDataSource.class;
  }

  static Class<?> migrations() {
    return Flyway.class;
  }
}
