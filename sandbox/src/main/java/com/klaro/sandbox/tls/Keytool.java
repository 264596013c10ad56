package com.klaro.sandbox.tls;

import com.klaro.sandbox.process.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// The JDK's own maker of certificates, which every runtime has: the library has no public way to
/// sign one.
final class Keytool {

  static final String NAME = "this-machine";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Keytool() {}

  /// @param directory for a moment, closed to others
  /// @return one entry, called [#NAME], with an empty password
  static KeyStore selfSigned(Path directory, Duration life)
      throws IOException, GeneralSecurityException {
    Path file = directory.resolve("making-" + UUID.randomUUID() + ".p12");
    String password = UUID.randomUUID().toString();
    try {
      run(
          List.of(
              "-genkeypair",
              "-alias",
              NAME,
              "-keyalg",
              "EC",
              "-groupname",
              "secp256r1",
              "-sigalg",
              "SHA256withECDSA",
              "-dname",
              "CN=localhost",
              "-ext",
              "SAN=dns:localhost,ip:127.0.0.1,ip:::1",
              "-ext",
              "EKU=serverAuth",
              "-validity",
              Long.toString(life.toDays()),
              "-storetype",
              "PKCS12",
              "-keystore",
              file.toString(),
              "-storepass:env",
              "KEYTOOL_PASSWORD"),
          password);
      KeyStore store = KeyStore.getInstance(file.toFile(), password.toCharArray());
      Key key = store.getKey(NAME, password.toCharArray());
      KeyStore open = KeyStore.getInstance("PKCS12");
      open.load(null, new char[0]);
      open.setKeyEntry(NAME, key, new char[0], store.getCertificateChain(NAME));
      return open;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void run(List<String> words, String password) throws IOException {
    Path tool = Path.of(System.getProperty("java.home", ""), "bin", "keytool");
    var command = new java.util.ArrayList<>(List.of(tool.toString()));
    command.addAll(words);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("KEYTOOL_PASSWORD", password);
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new CannotStart(tool + " could not make a certificate");
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new CannotStart("Interrupted while a certificate was made");
    }
  }
}
