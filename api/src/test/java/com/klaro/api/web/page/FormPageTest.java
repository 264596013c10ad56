package com.klaro.api.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.api.web.problem.ProblemType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormPageTest {

  private static final String EVIL = "</p><script src=\"//x\">'&";
  private static final String SAFE = "&lt;/p&gt;&lt;script src=&quot;//x&quot;&gt;&#39;&amp;";

  @Test
  void everyTextIsEscaped() {
    var panel = new Panel(EVIL, EVIL, List.of(new Panel.Way(EVIL, URI.create("/a?b&c='"))));
    String html =
        new FormPage(
                EVIL,
                EVIL,
                EVIL,
                true,
                List.of(
                    new FormField(EVIL, EVIL, EVIL, EVIL, EVIL),
                    FormField.choice(
                        EVIL, EVIL, EVIL, EVIL, List.of(new FormField.Choice(EVIL, EVIL))),
                    FormField.newPassword(EVIL, EVIL, EVIL)),
                EVIL,
                panel,
                Map.of(ProblemType.INVALID_TOKEN, panel),
                EVIL)
            .html();

    assertThat(html)
        .doesNotContain(EVIL, "<script src=\"//x\"", "</p><script")
        .contains(
            "<title>" + SAFE,
            "action=\"" + SAFE + "\"",
            "data-session=\"" + SAFE + "\"",
            "name=\"" + SAFE + "\"",
            "data-shows=\"" + SAFE + "\"",
            "<option value=\"" + SAFE + "\">" + SAFE + "</option>",
            "href=\"/a?b&amp;c=&#39;\">" + SAFE + "</a>");
  }

  @Test
  void aPageWithATokenSaysWhatToDoWithoutOne() {
    assertThatThrownBy(() ->
            new FormPage("T", "L", "/v1/x", true, List.of(), "B", new Panel("D", "T"), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLinkThatLeadsNowhereIsNone() {
    assertThat(new Panel("T", "T").leadingTo("Sign in", null).ways()).isEmpty();
  }
}
