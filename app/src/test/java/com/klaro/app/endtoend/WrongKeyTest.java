package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.sandbox.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever comes with another master key is told so, and the right one goes on as before.
class WrongKeyTest {

  @TempDir private Path folder;

  @Test
  void migratingWithAnotherKeyIsRefusedAndChangesNothing() throws IOException {
    KlaroHome home = MigratedHome.in(folder, "wrong_key").home().with("TEMPORAL_ADDRESS", NOWHERE);
    Path key = home.path().resolve("keys/master");
    String right = Files.readString(key);

    // Nothing is stored yet: the database is still anybody's.
    Files.writeString(key, another());
    assertThat(oneLine(home.run("secrets", "list"), 3))
        .contains("the roles are there", key.toString(), "./klaro migrate");
    Files.writeString(key, right);
    fine(home.run("secrets", "list"));

    Files.writeString(key, another());
    assertThat(oneLine(home.run("migrate"), 1))
        .contains("another master key wrapped it. Put the key back");
    Files.writeString(key, right);
    fine(home.run("secrets", "list"));
    fine(home.run("migrate"));
    fine(home.run("secrets", "list"));
  }

  @Test
  void aDatabaseWithoutRolesIsToldFromAnotherKey() throws IOException {
    KlaroHome migrated = MigratedHome.in(folder, "with_roles").home();
    String url = PostgresServer.shared().createDatabase("without_roles");
    assertThat(oneLine(migrated.with("KLARO_DATABASE_URL", url).run("secrets", "list"), 3))
        .contains("no roles of ours yet", "./klaro migrate");
  }

  private static final String NOWHERE = "127.0.0.1:1";

  private static String another() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return Base64.getEncoder().encodeToString(random) + "\n";
  }

  private static String oneLine(KlaroHome.Ended ended, int code) {
    assertThat(ended.code()).as(ended.err()).isEqualTo(code);
    assertThat(ended.err()).startsWith("klaro: ").hasLineCount(1);
    return ended.err();
  }

  private static void fine(KlaroHome.Ended ended) {
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.err()).isEmpty();
  }
}
