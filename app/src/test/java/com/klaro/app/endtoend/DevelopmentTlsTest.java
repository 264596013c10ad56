package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentTlsTest {

  @TempDir private Path folder;

  @Test
  void aDevelopmentProgramSpeaksTlsWithACertificateThatItKeeps() throws Exception {
    KlaroHome home = KlaroHome.inMemory(folder);
    Path tls = home.path().resolve("tls");
    String first;
    try (RunningKlaro klaro = home.start("--tls")) {
      first = Files.readString(tls.resolve("certificate.pem"));
      assertThat(Files.getPosixFilePermissions(tls.resolve("private-key.pem")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      assertThat(klaro.url("tls")).isEqualTo("https://127.0.0.1:" + (8443 + home.offset()));
      assertThat(status(klaro.url("tls"), tls)).isEqualTo(200);
      assertThat(status(klaro.url("api"), tls)).as("in clear too").isEqualTo(200);
      assertThat(klaro.stop()).isZero();
    }
    try (RunningKlaro klaro = home.start("--tls")) {
      assertThat(Files.readString(tls.resolve("certificate.pem"))).isEqualTo(first);
      assertThat(status(klaro.url("tls"), tls)).isEqualTo(200);
    }
  }

  private static int status(String base, Path tls) throws Exception {
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(Pinned.to(tls.resolve("certificate.pem"))).build()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(base + "/problems")).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}
