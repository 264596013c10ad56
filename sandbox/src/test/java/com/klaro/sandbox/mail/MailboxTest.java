package com.klaro.sandbox.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.klaro.sandbox.http.Caller;
import com.klaro.sandbox.process.CannotStart;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailboxTest {
  @TempDir Path directory;
  private Mailbox mailbox;
  private Caller caller;

  @BeforeEach
  void start() {
    mailbox = Mailbox.start(new MailboxSettings(directory, 0, 0), Clock.systemUTC());
    caller = Caller.of(mailbox.url());
  }

  @AfterEach
  void stop() {
    caller.close();
    mailbox.close();
  }

  @Test
  void aMailOfARealClientIsShownInTheShapeOfMailpitAndCanBeDeleted() throws Exception {
    sendWithLibrary(
        "Zoë <zoe@example.com>",
        "Grüße",
        "Open http://127.0.0.1/reset#token=abc.",
        "<p>Hi <b>Zoë</b></p>");
    JsonNode list = caller.json("/api/v1/messages");
    assertThat(list.get("total").asInt()).isEqualTo(1);
    assertThat(list.get("unread").asInt()).isEqualTo(1);
    JsonNode summary = list.get("messages").get(0);
    assertThat(summary.get("Subject").asText()).isEqualTo("Grüße");
    assertThat(summary.get("Snippet").asText()).startsWith("Open http");
    JsonNode mail = caller.json("/api/v1/message/" + summary.get("ID").asText());
    assertThat(mail.get("From").get("Address").asText()).isEqualTo("sender@example.com");
    assertThat(mail.get("To").get(0).get("Name").asText()).isEqualTo("Zoë");
    assertThat(mail.get("Bcc").get(0).get("Address").asText()).isEqualTo("hidden@example.com");
    assertThat(mail.get("MessageID").asText()).contains("@").doesNotContain("<");
    assertThat(mail.get("Text").asText()).isEqualTo("Open http://127.0.0.1/reset#token=abc.");
    assertThat(mail.get("HTML").asText()).isEqualTo("<p>Hi <b>Zoë</b></p>");
    assertThat(caller.json("/api/v1/messages").get("unread").asInt()).isZero();
    assertThat(caller.json("/api/v1/message/latest/headers").get("X-Kind").get(0).asText())
        .isEqualTo("test");
    assertThat(caller.get("/api/v1/message/latest/raw").body()).contains("X-Kind: test\r\n");
    assertThat(caller.send("DELETE", "/api/v1/messages", "").statusCode()).isEqualTo(200);
    assertThat(caller.json("/api/v1/messages").get("total").asInt()).isZero();
  }

  @Test
  void searchFindsByFieldWordAndQuotedWords() throws Exception {
    sendByHand("ann@example.com", "To: ann@example.com\r\nSubject: Your link is here\r\n\r\nreset");
    sendByHand("bob@example.com", "To: bob@example.com\r\nSubject: Your invoice\r\n\r\nplease pay");
    assertThat(found("to:ann@example.com")).containsExactly("Your link is here");
    assertThat(found("subject:\"link is\" reset")).containsExactly("Your link is here");
    assertThat(found("your")).containsExactly("Your invoice", "Your link is here");
    assertThat(found("your -to:bob@example.com")).containsExactly("Your link is here");
    assertThat(found("to:bob@example.com reset")).isEmpty();
    String first =
        caller.json("/api/v1/messages?start=1&limit=1").get("messages").get(0).get("ID").asText();
    caller.send("DELETE", "/api/v1/messages", "{\"IDs\":[\"" + first + "\"]}");
    assertThat(found("your")).containsExactly("Your invoice");
    assertThat(caller.get("/api/v1/messages?start=x").statusCode()).isEqualTo(400);
    assertThat(caller.get("/api/v1/message/none").statusCode()).isEqualTo(404);
    assertThat(caller.send("PUT", "/api/v1/messages", "").statusCode()).isEqualTo(405);
  }

  @Test
  void lineEndsDotsAndBrokenMimeAreTakenAsTheyAre() throws Exception {
    String smuggled = "Subject: one\r\n\r\nbefore\n.\nMAIL FROM:<x@example.com>\r\n..dot\r\nafter";
    sendByHand("ann@example.com", smuggled);
    assertThat(caller.json("/api/v1/messages").get("total").asInt()).isEqualTo(1);
    assertThat(caller.json("/api/v1/message/latest").get("Text").asText())
        .contains("MAIL FROM")
        .contains("\r\n.dot");
    sendByHand(
        "ann@example.com",
        "Subject: bad charset\r\nContent-Type: text/plain; charset=nonsense\r\n\r\nstill read");
    assertThat(caller.json("/api/v1/message/latest").get("Text").asText()).startsWith("still read");
    sendByHand(
        "ann@example.com",
        "Subject: bad parts\r\nContent-Type: multipart/mixed; boundary=\r\n\r\n--x\r\nhello");
    assertThat(caller.json("/api/v1/message/latest").get("Subject").asText())
        .isEqualTo("bad parts");
    sendByHand("ann@example.com", "From: <<<not an address\r\nDate: never\r\n\r\n");
    assertThat(caller.json("/api/v1/message/latest").get("From").get("Address").asText())
        .contains("not an address");
    sendByHand("ann@example.com", "no header at all");
    assertThat(caller.json("/api/v1/messages").get("count").asInt()).isEqualTo(5);
  }

  @Test
  void tooLargeAMailIsRefusedAndTheConnectionGoesOn() throws Exception {
    try (Smtp smtp = new Smtp(mailbox.smtpPort())) {
      String line = "x".repeat(998) + "\r\n";
      assertThat(smtp.send("ann@example.com", "Subject: big\r\n\r\n" + line.repeat(11_000)))
          .startsWith("552");
      assertThat(smtp.send("ann@example.com", "Subject: small\r\n\r\nx")).startsWith("250");
    }
    assertThat(found("small")).containsExactly("small");
    assertThat(caller.json("/api/v1/messages").get("total").asInt()).isEqualTo(1);
  }

  @Test
  void pagesEscapeWhatStrangersWroteAndHoldHtmlInAFrame() throws Exception {
    sendByHand(
        "ann@example.com",
        """
        Subject: <script>alert(1)</script>
        Content-Type: text/html

        <script>alert(2)</script><a href="/x">x</a>
        """);
    assertThat(caller.get("/").body()).contains("&lt;script&gt;alert(1)").doesNotContain("<script");
    String id = caller.json("/api/v1/messages").get("messages").get(0).get("ID").asText();
    HttpResponse<String> page = caller.get("/view/" + id);
    assertThat(page.body()).doesNotContain("<script").contains("<iframe").contains("lang=\"en\"");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
    assertThat(
            caller
                .get("/view/" + id + "/html")
                .headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow())
        .contains("sandbox")
        .doesNotContain("allow-scripts");
    sendByHand(
        "ann@example.com", "Subject: link\r\n\r\n(see https://example.com/a?b=1&c#token=d).");
    String text =
        caller.get("/view/" + caller.json("/api/v1/message/latest").get("ID").asText()).body();
    assertThat(text)
        .contains("href=\"https://example.com/a?b=1&amp;c#token=d\">")
        .contains("</a>).");
  }

  @Test
  void pagesOfOtherOriginsCannotEmptyIt() throws Exception {
    assertThat(
            caller
                .send("DELETE", "/api/v1/messages", "", "Origin", "https://example.com")
                .statusCode())
        .isEqualTo(403);
    assertThat(caller.send("DELETE", "/api/v1/messages", "", "Origin", mailbox.url()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aSecondMailboxOnTheSameFilesIsRefused() {
    assertThatThrownBy(
            () -> Mailbox.start(new MailboxSettings(directory, 0, 0), Clock.systemUTC()).close())
        .isInstanceOf(CannotStart.class);
  }

  private List<String> found(String query) throws Exception {
    JsonNode answer =
        caller.json("/api/v1/search?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    return answer.get("messages").findValuesAsText("Subject");
  }

  private void sendByHand(String recipient, String raw) throws Exception {
    try (Smtp smtp = new Smtp(mailbox.smtpPort())) {
      assertThat(smtp.send(recipient, raw)).startsWith("250");
    }
  }

  private void sendWithLibrary(String to, String subject, String text, String html)
      throws Exception {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", mailbox.smtpHost());
    properties.put("mail.smtp.port", Integer.toString(mailbox.smtpPort()));
    MimeMessage message = new MimeMessage(Session.getInstance(properties));
    message.setFrom("sender@example.com");
    InternetAddress recipient = new InternetAddress(to);
    recipient.setPersonal("Zoë", "UTF-8");
    message.setRecipient(Message.RecipientType.TO, recipient);
    message.setRecipient(Message.RecipientType.BCC, new InternetAddress("hidden@example.com"));
    message.setSubject(subject, "UTF-8");
    message.setHeader("X-Kind", "test");
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(text, "UTF-8");
    MimeBodyPart rich = new MimeBodyPart();
    rich.setText(html, "UTF-8", "html");
    message.setContent(new MimeMultipart("alternative", plain, rich));
    Transport.send(message);
  }
}
