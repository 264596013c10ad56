package com.klaro.sandbox.tls;

import com.klaro.sandbox.process.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;

/// A certificate for this machine under its own names, with its key (EC P-256), kept as PEM in two
/// files. A client trusts it by being shown the file.
///
/// @param privateKey PKCS#8, readable by its owner only
public record SelfSigned(Path certificate, Path privateKey) {

  static final Duration LIFE = Duration.ofDays(90);

  /// One that ends sooner than this is replaced: a program started today may run for weeks.
  static final Duration NEAR_THE_END = Duration.ofDays(30);

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /// The one kept there, made first when there is none that is good for a while.
  ///
  /// @throws CannotStart when it cannot be made
  public static SelfSigned keptIn(Path directory, Clock clock) {
    var kept =
        new SelfSigned(directory.resolve("certificate.pem"), directory.resolve("private-key.pem"));
    try {
      if (!kept.isGood(clock)) {
        Files.createDirectories(directory, OWNER_ONLY_DIRECTORY);
        kept.make(directory);
      }
      return kept;
    } catch (IOException | GeneralSecurityException failure) {
      throw new CannotStart("The certificate in " + directory + " cannot be made: " + failure);
    }
  }

  private boolean isGood(Clock clock) throws IOException {
    if (Files.notExists(certificate) || Files.notExists(privateKey)) {
      return false;
    }
    try (var in = Files.newInputStream(certificate)) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in)
              instanceof X509Certificate found
          && found.getNotAfter().toInstant().isAfter(clock.instant().plus(NEAR_THE_END));
    } catch (CertificateException torn) {
      return false;
    }
  }

  /// The certificate goes first and comes last: where there is one, the key is its own.
  private void make(Path directory) throws IOException, GeneralSecurityException {
    Files.deleteIfExists(certificate);
    KeyStore made = Keytool.selfSigned(directory, LIFE);
    write(privateKey, "PRIVATE KEY", made.getKey(Keytool.NAME, new char[0]).getEncoded());
    write(certificate, "CERTIFICATE", made.getCertificate(Keytool.NAME).getEncoded());
  }

  private static void write(Path file, String what, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    Path aside = Files.createTempFile(file.toAbsolutePath().getParent(), "new", ".pem", OWNER_ONLY);
    Files.writeString(
        aside, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
