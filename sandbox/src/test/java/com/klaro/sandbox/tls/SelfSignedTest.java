package com.klaro.sandbox.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfSignedTest {

  @TempDir private Path folder;

  @Test
  void itIsForThisMachineUnderEachOfItsNames() throws Exception {
    X509Certificate certificate = read(kept(Instant.now()));
    assertThat(certificate.getSubjectAlternativeNames().stream().map(it -> "" + it.get(1)))
        .containsExactlyInAnyOrder("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
    assertThat(certificate.getPublicKey())
        .isInstanceOfSatisfying(
            ECPublicKey.class,
            key -> assertThat(key.getParams().getCurve().getField().getFieldSize()).isEqualTo(256));
    certificate.verify(certificate.getPublicKey());
    assertThat(certificate.getNotAfter().toInstant())
        .isAfter(Instant.now().plus(Duration.ofDays(60)));
  }

  @Test
  void theKeyIsItsOwnersAlone() throws IOException {
    SelfSigned made = kept(Instant.now());
    assertThat(Files.getPosixFilePermissions(made.privateKey()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.readString(made.privateKey())).startsWith("-----BEGIN PRIVATE KEY-----");
    try (var left = Files.list(folder.resolve("tls"))) {
      assertThat(left).as("nothing else is left").hasSize(2);
    }
  }

  @Test
  void itIsKeptUntilItsEndIsNear() throws Exception {
    Instant now = Instant.now();
    X509Certificate first = read(kept(now));
    assertThat(read(kept(now.plus(Duration.ofDays(59))))).isEqualTo(first);
    assertThat(read(kept(now.plus(Duration.ofDays(61))))).isNotEqualTo(first);
  }

  @Test
  void aTornOneIsMadeAnew() throws Exception {
    X509Certificate first = read(kept(Instant.now()));
    Files.writeString(folder.resolve("tls/certificate.pem"), "-----BEGIN CERT");
    assertThat(read(kept(Instant.now()))).isNotEqualTo(first);
    Files.delete(folder.resolve("tls/private-key.pem"));
    SelfSigned again = kept(Instant.now());
    assertThat(again.privateKey()).isRegularFile();
  }

  private SelfSigned kept(Instant now) {
    return SelfSigned.keptIn(folder.resolve("tls"), Clock.fixed(now, ZoneOffset.UTC));
  }

  private static X509Certificate read(SelfSigned made) throws Exception {
    try (var in = Files.newInputStream(made.certificate())) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }
}
