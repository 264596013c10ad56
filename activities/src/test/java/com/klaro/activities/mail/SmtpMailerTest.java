package com.klaro.activities.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.klaro.activities.identity.SignupLetters;
import com.klaro.sandbox.network.Fault;
import com.klaro.sandbox.network.FaultProxy;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.workspaces.Country;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SmtpMailerTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC);
  private static final URI LINK =
      URI.create("https://app.example/complete-signup#token=kls_secret-token");
  private static final MailTemplate TEMPLATE =
      new SignupLetters.SignupLink(LINK, Instant.parse("2026-03-05T05:06:07Z"), new Country("IN"));

  private final RelayServer server = new RelayServer(options -> options);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aMailHasTextAndHtmlAndSaysWhatItIs() throws Exception {
    send("ann@example.com", "identity/signup/1/link");

    RelayServer.Received mail = server.received().getFirst();
    assertThat(mail.sender()).isEqualTo("hello@klaro.example");
    assertThat(mail.recipients()).containsExactly("ann@example.com");
    MimeMessage message = parsed(mail);
    assertThat(message.getHeader("Date")).containsExactly("Wed, 4 Mar 2026 05:06:07 +0000");
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(message.getHeader("From")).containsExactly("Klaro <hello@klaro.example>");
    var parts = (MimeMultipart) message.getContent();
    assertThat(parts.getContentType()).startsWith("multipart/alternative");
    assertThat((String) parts.getBodyPart(0).getContent())
        .contains(LINK + "\r\n")
        .contains("5 March 2026, 05:06 UTC");
    assertThat((String) parts.getBodyPart(1).getContent())
        .contains("<html lang=\"en\"", "href=\"" + LINK + "\"")
        .doesNotContain("<img", "<script", "src=");
  }

  @Test
  void aRepeatHasTheSameMessageIdAndAnotherStepHasNot() throws Exception {
    send("ann@example.com", "identity/signup/1/link");
    send("ann@example.com", "identity/signup/1/link");
    send("ann@example.com", "identity/signup/2/link");

    var ids = server.received().stream().map(mail -> header(mail, "Message-ID")).toList();
    assertThat(ids.get(0))
        .isEqualTo(ids.get(1))
        .isNotEqualTo(ids.get(2))
        .endsWith("@klaro.example>");
  }

  @Test
  void anUnknownMailboxIsRefusedForGood() {
    assertThatThrownBy(() -> send("unknown@example.com", "k"))
        .isInstanceOf(MailRefused.class)
        .hasMessage("The mail server refused the recipient: 550");
  }

  @Test
  void refusedContentIsRefusedForGood() {
    assertThatThrownBy(() -> send("content@example.com", "k"))
        .isInstanceOf(MailRefused.class)
        .hasMessage("The mail server refused the mail: 554");
  }

  @Test
  void greylistingMayBeTriedAgain() {
    assertThatThrownBy(() -> send("greylisted@example.com", "k"))
        .isInstanceOf(MailUndelivered.class);
  }

  @Test
  void aRefusedSenderIsOurFaultNotTheMails() {
    try (var mailer =
        mailer(
            new MailSettings(
                "127.0.0.1",
                server.port(),
                MailTls.NONE,
                false,
                null,
                null,
                "banned@klaro.example",
                "K",
                null,
                null,
                null,
                null))) {
      assertThatThrownBy(
              () -> mailer.send(new Mail(new EmailAddress("ann@example.com"), TEMPLATE, "k")))
          .isInstanceOf(MailUndelivered.class);
    }
  }

  @Test
  void noFailureCarriesAddressOrLink() {
    for (String address :
        new String[] {"unknown@example.com", "content@example.com", "greylisted@example.com"}) {
      assertThat(trace(catchThrowable(() -> send(address, "k"))))
          .doesNotContain(address)
          .doesNotContain("kls_");
    }
  }

  /// U+010D and U+010A end in the bytes of CR and LF: a client that cuts characters down to bytes
  /// would send a command.
  @Test
  void lettersThatHideLineEndsBecomeNoCommand() throws Exception {
    try (var ascii = new AsciiServer();
        var mailer = mailer(MailSettings.local(ascii.port()))) {
      var mail =
          new Mail(new EmailAddress("ann\u010d\u010aRSET\u010d\u010a@example.com"), TEMPLATE, "k");
      assertThatThrownBy(() -> mailer.send(mail)).isInstanceOf(MailRefused.class);
      assertThat(ascii.lines())
          .doesNotContain("RSET")
          .noneMatch(line -> line.contains("MAIL FROM"));
    }
  }

  @Test
  void anInternationalMailboxIsReachedWhereTheServerCan() {
    send("\u0908\u0936\u093e\u010d\u010a@example.com", "k");
    assertThat(server.received().getFirst().recipients())
        .containsExactly("\u0908\u0936\u093e\u010d\u010a@example.com");
  }

  @Test
  void anInternationalDomainTravelsAsAscii() throws Exception {
    send("ann@b\u00fccher.example", "k");
    assertThat(server.received().getFirst().recipients())
        .containsExactly("ann@xn--bcher-kva.example");
  }

  @Test
  void aServerThatIsAwayMayBeTriedAgain() {
    server.close();
    assertThatThrownBy(() -> send("ann@example.com", "k")).isInstanceOf(MailUndelivered.class);
  }

  @Test
  void aFrozenServerCostsNoMoreThanTheConfiguredTime() {
    FaultProxy wire = FaultProxy.to(server.port());
    wire.set(new Fault.Stall());
    var settings =
        new MailSettings(
            "127.0.0.1",
            wire.port(),
            MailTls.NONE,
            false,
            null,
            null,
            "a@klaro.example",
            "K",
            null,
            Duration.ofMillis(500),
            Duration.ofMillis(500),
            Duration.ofMillis(500));
    long start = System.nanoTime();
    try (wire;
        var mailer = mailer(settings)) {
      assertThatThrownBy(
              () -> mailer.send(new Mail(new EmailAddress("ann@example.com"), TEMPLATE, "k")))
          .isInstanceOf(MailUndelivered.class);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  /// Each answer in its time, and all of them together too late.
  @Test
  void aSlowServerIsGivenUpBeforeTheNextAttemptBegins() throws Exception {
    try (var slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var mailer =
            new SmtpMailer(
                MailSettings.local(slow.getLocalPort()),
                _ -> "",
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                Clock.systemUTC(),
                Duration.ofSeconds(2))) {
      var answering = Thread.ofVirtual().start(() -> answerSlowly(slow));
      assertThatThrownBy(
              () -> mailer.send(new Mail(new EmailAddress("ann@example.com"), TEMPLATE, "k")))
          .isInstanceOf(MailUndelivered.class)
          .hasMessageContaining("too long");
      // It met the end of its connection.
      assertThat(answering.join(Duration.ofSeconds(30))).isTrue();
    }
  }

  private static void answerSlowly(ServerSocket slow) {
    try (Socket caller = slow.accept()) {
      caller.getOutputStream().write("220 here\r\n".getBytes(StandardCharsets.US_ASCII));
      var lines =
          new BufferedReader(
              new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
      while (lines.readLine() != null) {
        Thread.sleep(700);
        caller.getOutputStream().write("250 well\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException | InterruptedException gone) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(String to, String key) {
    try (var mailer = mailer(MailSettings.local(server.port()))) {
      mailer.send(new Mail(new EmailAddress(to), TEMPLATE, key));
    }
  }

  private static SmtpMailer mailer(MailSettings settings) {
    return new SmtpMailer(
        settings, _ -> "", (SSLSocketFactory) SSLSocketFactory.getDefault(), CLOCK);
  }

  private static String trace(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static String header(RelayServer.Received mail, String name) {
    try {
      return parsed(mail).getHeader(name)[0];
    } catch (jakarta.mail.MessagingException broken) {
      throw new AssertionError(broken);
    }
  }

  private static MimeMessage parsed(RelayServer.Received mail)
      throws jakarta.mail.MessagingException {
    return new MimeMessage(
        Session.getInstance(new Properties()),
        new ByteArrayInputStream(mail.raw().getBytes(StandardCharsets.UTF_8)));
  }
}
