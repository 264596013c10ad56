package com.klaro.api.members;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.identity.PageSettings;
import java.net.URI;
import org.junit.jupiter.api.Test;

/// Whoever was invited and has no account is told what to do before anything fails.
class AcceptInvitationPageTest {

  private static final String ADVICE = "No account yet with this address? Sign up first";

  @Test
  void whoHasNoAccountIsLedToTheSignUpBeforeTheForm() {
    String html = page(new PageSettings(null, URI.create("https://app.example.com/sign-up?a&b")));

    assertThat(beforeTheForm(html))
        .contains(ADVICE, "href=\"https://app.example.com/sign-up?a&amp;b\">Sign up</a>");
  }

  @Test
  void withoutAFrontEndItIsSaidInWords() {
    assertThat(beforeTheForm(page(PageSettings.none()))).contains(ADVICE).doesNotContain("<a ");
  }

  private static String beforeTheForm(String html) {
    return html.substring(html.indexOf("data-state=\"form\""), html.indexOf("<form "));
  }

  private static String page(PageSettings settings) {
    return String.valueOf(new AcceptInvitationPage(settings).page().getEntity());
  }
}
