package com.klaro.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.sandbox.postgres.PostgresServer;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.secrets.RoleLogins;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// A database at any older version becomes the same as one made from nothing.
class MigrationTest {

  private static final RoleLogins LOGINS = new RoleLogins(new MasterKey(new byte[MasterKey.BYTES]));

  @Test
  void everyOlderStateEndsInTheSameCatalog() throws Exception {
    List<String> fresh = catalog(upgraded("fresh", null));
    assertThat(fresh).hasSizeGreaterThan(50);
    for (String older : List.of("0001", "0002", "0003", "0004", "0005")) {
      assertThat(catalog(upgraded("from" + older, older))).as("from " + older).isEqualTo(fresh);
    }
  }

  private static DatabaseAddress upgraded(
      String database, @org.jspecify.annotations.Nullable String from) throws Exception {
    var address = DatabaseAddress.parse(PostgresServer.shared().createDatabase(database));
    var schema = new Schema(address, LOGINS::passwordOf);
    if (from != null) {
      schema.makeRoles();
      schema.migrateTo(from);
    }
    schema.prepare();
    return address;
  }

  /// Columns, constraints, policies, functions and grants, with the database's name taken out of
  /// the role names.
  private static List<String> catalog(DatabaseAddress address) {
    String sql =
        """
        SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable FROM information_schema.columns
          WHERE table_schema = 'public'
        UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
          WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT tablename || ' ' || policyname || ' ' || roles::text || ' ' || coalesce(qual, '') FROM pg_policies
        UNION ALL SELECT pg_get_functiondef(oid) || coalesce(proacl::text, '') FROM pg_proc
          WHERE pronamespace = 'public'::regnamespace
        UNION ALL SELECT relname || ' ' || coalesce(relacl::text, '') FROM pg_class
          WHERE relnamespace = 'public'::regnamespace AND relname NOT LIKE 'flyway%'
        """;
    return Jdbi.create(address.dataSource("test"))
        .withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list())
        .stream()
        .map(line -> line.replace(address.database() + "_", "_"))
        .sorted()
        .toList();
  }
}
