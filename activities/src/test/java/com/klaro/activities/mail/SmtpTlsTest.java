package com.klaro.activities.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.activities.identity.SignupLetters;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.secrets.SecretReference;
import com.klaro.store.workspaces.Country;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

class SmtpTlsTest {

  private static final Mail MAIL =
      new Mail(
          new EmailAddress("ann@example.com"),
          new SignupLetters.SignupLink(
              java.net.URI.create("https://app.example/x#token=t"),
              Instant.EPOCH,
              new Country("IN")),
          "k");

  @TempDir static Path directory;

  private static SelfSigned certificate;

  @BeforeAll
  static void certificate() throws Exception {
    certificate = SelfSigned.forLocalhost(directory);
  }

  @Test
  void passwordAndMailTravelUnderStartTls() {
    try (var server = new RelayServer(SmtpTlsTest::strict)) {
      send(server, MailTls.STARTTLS_REQUIRED, "correct", certificate.trusting());
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  void implicitTlsWorksToo() {
    try (var server =
        new RelayServer(options -> options.serverSocketFactory(certificate.context()))) {
      send(server, MailTls.IMPLICIT, null, certificate.trusting());
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  void aServerWithoutStartTlsGetsNoMail() {
    try (var server = new RelayServer(options -> options)) {
      assertThatThrownBy(
              () -> send(server, MailTls.STARTTLS_REQUIRED, null, certificate.trusting()))
          .isInstanceOf(MailUndelivered.class);
      assertThat(server.received()).isEmpty();
    }
  }

  @Test
  void anUnknownCertificateIsNotTrusted() {
    try (var server = new RelayServer(SmtpTlsTest::strict)) {
      assertThatThrownBy(() ->
              send(
                  server,
                  MailTls.STARTTLS_REQUIRED,
                  "correct",
                  (SSLSocketFactory) SSLSocketFactory.getDefault()))
          .isInstanceOf(MailUndelivered.class);
    }
  }

  @Test
  void aWrongPasswordIsOursToMendAndIsNotRepeated() {
    try (var server = new RelayServer(SmtpTlsTest::strict)) {
      assertThatThrownBy(
              () -> send(server, MailTls.STARTTLS_REQUIRED, "wrong-canary", certificate.trusting()))
          .isInstanceOf(MailUndelivered.class)
          .hasStackTraceContaining("AuthenticationFailed")
          .satisfies(failure ->
              assertThat(String.valueOf(failure.getCause())).doesNotContain("wrong-canary"));
    }
  }

  private static SMTPServer.Builder strict(SMTPServer.Builder options) {
    return options
        .enableTLS()
        .requireTLS()
        .startTlsSocketFactory(certificate.context())
        .requireAuth()
        .authenticationHandlerFactory(
            new EasyAuthenticationHandlerFactory((_, password, _) -> {
              if (!password.equals("correct")) {
                throw new LoginFailedException();
              }
            }));
  }

  private static void send(
      RelayServer server, MailTls tls, @Nullable String password, SSLSocketFactory trust) {
    var settings =
        new MailSettings(
            "localhost",
            server.port(),
            tls,
            false,
            password == null ? null : "klaro",
            password == null ? null : new SecretReference("mail/password"),
            "hello@klaro.example",
            "Klaro",
            null,
            null,
            null,
            null);
    try (var mailer =
        new SmtpMailer(settings, _ -> String.valueOf(password), trust, Clock.systemUTC())) {
      mailer.send(MAIL);
    }
  }
}
