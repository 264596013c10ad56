package com.klaro.api.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.api.RunningApi;
import com.klaro.sandbox.tls.SelfSigned;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {

  @TempDir private static Path folder;

  private SelfSigned served;
  private RunningApi api;

  @BeforeAll
  void start() {
    served = SelfSigned.keptIn(folder.resolve("served"), Clock.systemUTC());
    api =
        RunningApi.httpsOnly(
            List.of(), new TlsSettings(0, served.certificate(), served.privateKey()));
  }

  @AfterAll
  void close() {
    api.close();
  }

  @Test
  void whoeverWasShownTheCertificateIsAnsweredUnderEachName() throws Exception {
    for (String host : List.of("localhost", "127.0.0.1")) {
      HttpResponse<String> answer = get(host, context(served.certificate()));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      assertThat(answer.headers().firstValue("Strict-Transport-Security"))
          .hasValueSatisfying(it -> assertThat(it).startsWith("max-age="));
      assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
      assertThat(answer.headers().firstValue("Server")).isEmpty();
    }
  }

  @Test
  void anotherCertificateIsNotTakenForIt() {
    SelfSigned other = SelfSigned.keptIn(folder.resolve("other"), Clock.systemUTC());
    assertThatThrownBy(() -> get("localhost", context(other.certificate())))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void olderVersionsAndSuitesWithoutForwardSecrecyAreRefused() throws Exception {
    assertThat(handshake("TLSv1.3", null)).isEqualTo("TLSv1.3");
    assertThat(handshake("TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"))
        .isEqualTo("TLSv1.2");
    assertThatThrownBy(() -> handshake("TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"))
        .isInstanceOf(SSLException.class);
    // Java itself would not speak these any more; that it is our server which refuses is the list.
    assertThat(
            factory()
                .configureSslContextFactory(
                    new org.eclipse.jetty.util.ssl.SslContextFactory.Server())
                .getIncludeProtocols())
        .containsExactly("TLSv1.3", "TLSv1.2");
  }

  @Test
  void theSameRulesHoldOnIt() throws Exception {
    assertThat(get("localhost", context(served.certificate()), "/v1/me").statusCode())
        .isEqualTo(401);
    HttpRequest tooLarge =
        HttpRequest.newBuilder(address("localhost", "/problems"))
            .header("X-Long", "x".repeat(9000))
            .build();
    assertThat(send(context(served.certificate()), tooLarge).statusCode()).isEqualTo(431);
  }

  @Test
  void aCertificateThatWasRenewedIsServedWithoutARestart() throws Exception {
    SelfSigned mine = SelfSigned.keptIn(folder.resolve("renewed"), Clock.systemUTC());
    TlsConnectorFactory factory =
        new TlsConnectorFactory(
            "127.0.0.1", new TlsSettings(0, mine.certificate(), mine.privateKey()));
    var server = new org.eclipse.jetty.server.Server();
    server.addConnector(
        factory.build(server, new com.codahale.metrics.MetricRegistry(), "test", null));
    server.start();
    try {
      int port =
          ((org.eclipse.jetty.server.NetworkConnector) server.getConnectors()[0]).getLocalPort();
      Path old = Files.copy(mine.certificate(), folder.resolve("old.pem"));
      assertThat(trusted(port, old)).isTrue();

      SelfSigned next = SelfSigned.keptIn(folder.resolve("next"), Clock.systemUTC());
      Files.write(mine.certificate(), Files.readAllBytes(next.certificate()));
      factory.renew(server);
      assertThat(trusted(port, old)).as("a pair that does not fit changes nothing").isTrue();
      Files.write(mine.privateKey(), Files.readAllBytes(next.privateKey()));
      factory.renew(server);
      assertThat(trusted(port, next.certificate())).isTrue();
      assertThat(trusted(port, old)).isFalse();
    } finally {
      server.stop();
    }
  }

  @Test
  void filesThatCannotBeServedAreNamedWithoutWhatIsInThem() throws IOException {
    SelfSigned good = SelfSigned.keptIn(folder.resolve("good"), Clock.systemUTC());
    SelfSigned other = SelfSigned.keptIn(folder.resolve("stranger"), Clock.systemUTC());
    assertThatThrownBy(new PemFiles(good.certificate(), other.privateKey())::check)
        .isInstanceOf(PemFiles.Unusable.class)
        .hasMessageContaining("is not the key");
    Path old = Files.writeString(folder.resolve("sec1.pem"), "-----BEGIN EC PRIVATE KEY-----\nAA");
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-------"));
    assertThatThrownBy(new PemFiles(good.certificate(), old)::check)
        .hasMessageContaining("openssl pkcs8")
        .hasMessageNotContaining("AA");
    assertThatThrownBy(new PemFiles(folder.resolve("nowhere"), good.privateKey())::check)
        .hasMessageContaining("nowhere");
    Path nowhere = folder.resolve("nowhere.pem");
    for (var pair :
        List.of(
            new PemFiles(nowhere, good.privateKey()), new PemFiles(good.certificate(), nowhere))) {
      assertThatThrownBy(pair::changed)
          .hasMessage("http.tls: " + nowhere + ": there is no such file");
    }
    Files.setPosixFilePermissions(good.privateKey(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(new PemFiles(good.certificate(), good.privateKey())::check)
        .hasMessageContaining("chmod 600");
  }

  private TlsConnectorFactory factory() {
    return new TlsConnectorFactory(
        "127.0.0.1", new TlsSettings(0, served.certificate(), served.privateKey()));
  }

  private boolean trusted(int port, Path certificate) throws Exception {
    try (SSLSocket socket =
        (SSLSocket) context(certificate).getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.startHandshake();
      return true;
    } catch (SSLException refused) {
      return false;
    }
  }

  private String handshake(String version, @Nullable String suite) throws Exception {
    try (SSLSocket socket =
        (SSLSocket)
            context(served.certificate())
                .getSocketFactory()
                .createSocket("127.0.0.1", api.server().tlsPort().orElseThrow())) {
      socket.setEnabledProtocols(new String[] {version});
      if (suite != null) {
        socket.setEnabledCipherSuites(new String[] {suite});
      }
      socket.startHandshake();
      return socket.getSession().getProtocol();
    }
  }

  private HttpResponse<String> get(String host, SSLContext trust) throws Exception {
    return get(host, trust, "/problems");
  }

  private HttpResponse<String> get(String host, SSLContext trust, String path) throws Exception {
    return send(trust, HttpRequest.newBuilder(address(host, path)).build());
  }

  private URI address(String host, String path) {
    return URI.create("https://" + host + ":" + api.server().tlsPort().orElseThrow() + path);
  }

  private static HttpResponse<String> send(SSLContext trust, HttpRequest request) throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(trust).build()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  /// Trusts this one certificate and nothing else.
  private static SSLContext context(Path certificate) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, new char[0]);
    try (var in = Files.newInputStream(certificate)) {
      store.setCertificateEntry(
          "pinned", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
