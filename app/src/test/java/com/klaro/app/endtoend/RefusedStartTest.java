package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program that cannot work as it was told says why in one line and does not start.
class RefusedStartTest {
  @TempDir private Path folder;

  @Test
  void aKeyThatIsNotThereIsNamed() {
    isWrongUse("limits:\n  multiplyer: 3\n", "limits.multiplyer");
    isWrongUse("limitz:\n  multiplier: 3\n", "limitz");
    isWrongUse("http:\n  overload:\n    inFligth: 3\n", "http.overload.inFligth");
  }

  @Test
  void aValueThatCannotBeIsNamed() {
    isWrongUse("http:\n  trustedProxies: [somewhere]\n", "over.yml: http.trustedProxies: somewh");
    isWrongUse("http:\n  trustedProxies: [10.0.0.0/40]\n", "http.trustedProxies: 10.0.0.0/40 is");
    isWrongUse("profile: prod\n", "over.yml: profile: this value does not fit");
    isWrongUse("profile:\n", "over.yml: profile: a value is expected here");
    isWrongUse("identity:\n  signupLink: null\n", "identity.signupLink");
    isWrongUse("identity:\n  sessions:\n    idle: PT-5S\n", "identity.sessions");
    isWrongUse("accessTokens:\n  issuer: ''\n", "accessTokens.issuer");
    isWrongUse("nextauth:\n  maxAge: PT0S\n", "nextauth.maxAge");
    isWrongUse("nextauth:\n  secrets: [secret://access-tokens]\n", "nextauth.secrets");
    isWrongUse("worker:\n  adminPort: -4\n", "worker.adminPort");
    isWrongUse("temporal:\n  address: 'http://127.0.0.1:7233'\n", "temporal.address");
  }

  @Test
  void aSecretInPlainTextIsNamedAndNotRepeated() {
    String said = isWrongUse("mail:\n  user: klaro\n  password: hunter2\n", "mail.password");
    assertThat(said).doesNotContain("hunter2");
    String other = isWrongUse("nextauth:\n  secrets: [hunter2]\n", "nextauth.secrets");
    assertThat(other).doesNotContain("hunter2");
  }

  /// The database that would take it ends with the program that was refused, so the way is told,
  /// and leads there.
  @Test
  void aSecretThatIsNotInTheStoreIsNamedWithTheWayToPutItThere() throws IOException {
    String yaml = "mail:\n  user: klaro\n  password: secret://mail/nobody-set-this\n";
    KlaroHome home = KlaroHome.inMemory(folder.resolve("mail.password")).config(yaml);
    assertThat(isWrongUse(home, "mail.password").err())
        .contains("./klaro secrets set mail/nobody-set-this", "start it without this setting");

    home.config("# without it\n");
    Path value = Files.writeString(folder.resolve("value"), "hunter2\n");
    try (RunningKlaro _ = home.start()) {
      KlaroHome.Ended set = home.runOn(value.toFile(), "secrets", "set", "mail/nobody-set-this");
      assertThat(set.code()).as(set.err()).isZero();
    }
    try (RunningKlaro _ = home.config(yaml).start()) {
      assertThat(home.path().resolve("run.json")).exists();
    }
  }

  /// It would be sent to the mail server as our password there.
  @Test
  void aKeyOfOurOwnIsNobodysPassword() {
    isWrongUse("mail:\n  user: klaro\n  password: secret://access-tokens\n", "mail.password");
  }

  /// A new key could open nothing of what the old one wrapped.
  @Test
  void aMasterKeyMissingBesideDataIsNotReplaced() throws IOException {
    KlaroHome home = KlaroHome.inMemory(folder);
    try (RunningKlaro klaro = home.start()) {
      new Customer("asha@example.com").becomesACustomer(klaro);
      assertThat(klaro.stop()).isZero();
    }
    Path key = home.path().resolve("keys/master");
    byte[] bytes = Files.readAllBytes(key);
    Files.delete(key);
    KlaroHome.Ended refused = home.refused();
    assertThat(refused.code()).as(refused.err()).isEqualTo(1);
    assertThat(refused.err()).contains("keys/master").hasLineCount(1);
    assertThat(key).doesNotExist();
    Files.write(key, bytes);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    try (RunningKlaro klaro = home.start()) {
      new Customer("asha@example.com").signsIn(klaro).expect(200);
    }
  }

  @Test
  void aTemporalThatDoesNotWorkIsNamedBeforeAnythingIsMade() throws IOException {
    Path broken = folder.resolve("root/.klaro/bin/temporal");
    KlaroHome home = KlaroHome.inMemory(folder);
    Files.createDirectories(broken.getParent());
    Files.writeString(broken, "#!/bin/sh\nkill -SEGV $$\n");
    Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwx------"));
    KlaroHome.Ended refused = home.refused();
    assertThat(refused.code()).as(refused.err()).isEqualTo(3);
    assertThat(refused.err())
        .startsWith("klaro: " + broken)
        .contains("says nothing and dies of signal 11; ./klaro temporal install replaces it")
        .hasLineCount(1);
    assertThat(refused.out()).as("before anything starts").isEmpty();
    assertThat(home.path()).doesNotExist();
  }

  @Test
  void aPortOfTheApiThatIsTakenIsNamedBeforeTheSlowPartsStart() throws IOException {
    KlaroHome home = KlaroHome.inMemory(folder);
    for (Map.Entry<Integer, String> each :
        Map.of(8080, "the API", 8081, "its admin connector", 8443, "the API over TLS").entrySet()) {
      int port = each.getKey() + home.offset();
      try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        KlaroHome.Ended refused = home.refused("--tls");
        assertThat(refused.code()).as(refused.err()).isEqualTo(1);
        assertThat(refused.err())
            .startsWith("klaro: Port " + port + " for " + each.getValue() + " is taken by another")
            .contains("--port-offset N")
            .hasLineCount(1);
        assertThat(refused.out()).doesNotContain("waiting for");
      }
    }
    assertThat(home.path().resolve("postgres")).doesNotExist();
  }

  private String isWrongUse(String yaml, String named) {
    KlaroHome home = KlaroHome.inMemory(folder.resolve(named.replaceAll("\\W", "-"))).config(yaml);
    KlaroHome.Ended refused = isWrongUse(home, named);
    assertThat(refused.out()).as("before anything starts").isEmpty();
    return refused.err();
  }

  private static KlaroHome.Ended isWrongUse(KlaroHome home, String named) {
    KlaroHome.Ended refused = home.refused();
    assertThat(refused.code()).as(refused.err()).isEqualTo(2);
    assertThat(refused.err()).startsWith("klaro: ").contains(named).hasLineCount(1);
    return refused;
  }
}
