package com.klaro.activities.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.store.secrets.SecretReference;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MailSettingsTest {

  @Test
  void plainIsForThisMachineUnlessToldOtherwise() {
    assertThatThrownBy(() -> settings("mail.example.com", MailTls.NONE, false, null))
        .hasMessageContaining("tls: none");
    assertThat(settings("mail.example.com", MailTls.NONE, true, null).host())
        .isEqualTo("mail.example.com");
  }

  @Test
  void aPasswordIsNeverSentPlain() {
    assertThatThrownBy(() -> settings("mail.example.com", MailTls.NONE, true, "mail/password"))
        .hasMessageContaining("without TLS");
  }

  /// It is sent to a server of somebody else's: no other secret may go there.
  @Test
  void aPasswordIsAmongThoseForMail() {
    assertThat(settings("localhost", MailTls.STARTTLS_REQUIRED, false, "mail/other").password())
        .isNotNull();
    assertThatThrownBy(
            () -> settings("localhost", MailTls.STARTTLS_REQUIRED, false, "access-tokens"))
        .hasMessageContaining("secret://mail/password");
  }

  @Test
  void linksHaveABaseFromConfigurationAndAFragment() {
    assertThat(new Links(URI.create("https://app.example/klaro/")).page("/sign-in"))
        .hasToString("https://app.example/klaro/sign-in");
    assertThatThrownBy(() -> new Links(URI.create("https://app.example/?x=1")))
        .hasMessageContaining("links.base");
    assertThatThrownBy(() -> new Links(URI.create("ftp://app.example")))
        .hasMessageContaining("links.base");
  }

  private static MailSettings settings(
      String host, MailTls tls, boolean allowPlain, @Nullable String password) {
    return new MailSettings(
        host,
        587,
        tls,
        allowPlain,
        password == null ? null : "klaro",
        password == null ? null : new SecretReference(password),
        "hello@klaro.example",
        "Klaro",
        null,
        null,
        null,
        null);
  }
}
