package com.klaro.sandbox.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.sandbox.http.Content;
import com.klaro.sandbox.process.CannotStart;
import com.klaro.sandbox.process.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir Path directory;

  @Test
  void everyMailThatWasAnsweredIsThereAfterAKill() throws Exception {
    try (ChildJvm child = ChildJvm.run(MailboxChild.class, directory.toString());
        Smtp smtp = new Smtp(Integer.parseInt(child.line()))) {
      for (int i = 0; i < 20; i++) {
        assertThat(smtp.send("ann@example.com", "Subject: " + i + "\r\n\r\nx")).startsWith("250");
      }
      child.kill();
    }
    assertThat(subjects()).hasSize(20).startsWith("19").endsWith("0");
  }

  @Test
  void aTornLastLineIsCutOffAndTheNextOneIsWhole() throws Exception {
    add("a");
    add("b");
    Path file = directory.resolve("mail.journal");
    Files.writeString(file, "{\"mail\":\"c\",\"at\":\"2026-", StandardOpenOption.APPEND);
    assertThat(subjects()).containsExactly("b", "a");
    add("d");
    assertThat(subjects()).containsExactly("d", "b", "a");
    assertThat(Files.readString(file)).endsWith("}\n");
  }

  @Test
  void damageInTheMiddleIsSaidAndNotSkipped() throws Exception {
    add("a");
    Path file = directory.resolve("mail.journal");
    Files.writeString(file, "{broken\n" + Files.readString(file));
    assertThatThrownBy(this::subjects)
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("Line 1");
  }

  @Test
  void deletedAndReadSurviveARestartAndDeletedMailLeavesTheFile() throws Exception {
    add("secret-a");
    add("b");
    try (MailStore store = MailStore.open(directory)) {
      store.markRead("b");
      store.delete(List.of("secret-a"));
    }
    try (MailStore store = MailStore.open(directory)) {
      assertThat(store.all()).extracting(ParsedMail::id).containsExactly("b");
      assertThat(store.isRead("b")).isTrue();
    }
    assertThat(Files.readString(directory.resolve("mail.journal"))).doesNotContain("secret-a");
  }

  @Test
  void noBytesCanMakeAMailUnreadable() throws Exception {
    byte[] sample =
        """
        From: "A \\" B" <a@example.com>\r
        To: =?utf-8?Q?Z=C3=B6?= <z@example.com>, b@example.com\r
        Date: Mon, 23 Nov 2026 10:00:00 +0000\r
        Subject: =?utf-8?B?R3LDvMOfZQ==?=\r
        Content-Type: multipart/mixed; boundary="b"\r
        \r
        --b\r
        Content-Type: text/plain; charset=utf-8\r
        Content-Transfer-Encoding: base64\r
        \r
        aGVsbG8=\r
        --b\r
        Content-Type: image/png; name="=?utf-8?Q?=C3=B6.png?="\r
        Content-Disposition: attachment; filename*=utf-8''%C3%B6.png\r
        \r
        x\r
        --b--\r
        """
            .getBytes(StandardCharsets.UTF_8);
    Random random = new Random(42);
    try (MailStore store = MailStore.open(directory)) {
      for (int round = 0; round < 200; round++) {
        byte[] mutated = sample.clone();
        for (int change = random.nextInt(6); change >= 0; change--) {
          mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
        }
        ParsedMail mail = ParsedMail.of(mail("fuzz", mutated));
        assertThatCode(() -> MailpitJson.message(mail))
            .as(new String(mutated, StandardCharsets.ISO_8859_1))
            .doesNotThrowAnyException();
        assertThat(mail.snippet()).isNotNull();
      }
      assertThat(store.all()).isEmpty();
    }
  }

  private void add(String id) throws IOException {
    try (MailStore store = MailStore.open(directory)) {
      store.add(mail(id, ("Subject: " + id + "\r\n\r\nx").getBytes(StandardCharsets.UTF_8)));
    }
  }

  private List<String> subjects() {
    try (MailStore store = MailStore.open(directory)) {
      return store.all().stream().map(ParsedMail::subject).toList();
    }
  }

  private static StoredMail mail(String id, byte[] raw) {
    return new StoredMail(
        id, Instant.EPOCH, "sender@example.com", List.of("ann@example.com"), Content.of(raw));
  }
}
