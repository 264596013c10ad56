package com.klaro.app.endtoend;

import com.klaro.sandbox.postgres.PostgresServer;
import com.klaro.store.database.DatabaseAddress;
import com.klaro.store.database.Schema;
import com.klaro.store.secrets.MasterKeyFile;
import com.klaro.store.secrets.RoleLogins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/// A master key as an operator makes one, and a database that was migrated with it.
record MigratedHome(KlaroHome home, DatabaseAddress database) {

  /// @param name of the database
  static MigratedHome in(Path folder, String name) throws IOException {
    Path key = folder.resolve("home/keys/master");
    Files.createDirectories(key.getParent());
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    Files.writeString(key, Base64.getEncoder().encodeToString(random) + "\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    DatabaseAddress database = DatabaseAddress.parse(PostgresServer.shared().createDatabase(name));
    new Schema(database, new RoleLogins(MasterKeyFile.load(key))).prepare();
    return new MigratedHome(
        KlaroHome.inMemory(folder)
            .with(
                "KLARO_DATABASE_URL",
                "postgresql://%s:%s@127.0.0.1:%d/%s"
                    .formatted(
                        database.user(),
                        database.password(),
                        database.port(),
                        database.database())),
        database);
  }
}
