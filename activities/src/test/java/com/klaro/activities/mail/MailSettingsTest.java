package com.klaro.activities.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    assertThatThrownBy(() -> settings("mail.example.com", MailTls.NONE, true, "canary"))
        .hasMessageContaining("without TLS")
        .hasMessageNotContaining("canary");
  }

  @Test
  void aPasswordIsNotShown() {
    assertThat(settings("mail.example.com", MailTls.IMPLICIT, false, "canary").toString())
        .doesNotContain("canary");
  }

  @Test
  void linksHaveABaseFromConfigurationAndAFragment() {
    assertThat(new Links(URI.create("https://app.example/klaro/")).signIn())
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
        password,
        "hello@klaro.example",
        "Klaro",
        null,
        null,
        null,
        null);
  }
}
