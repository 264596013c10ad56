package com.klaro.api.identity.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.api.web.route.Access;
import com.klaro.store.identity.PageSettings;
import java.net.URI;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a browser is told before it runs anything. What it then does is tested in one (`browser/`).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostedPagesTest {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action"
          + " 'none'; base-uri 'none'; frame-ancestors 'none'";

  private final RunningApi api = RunningApi.start();

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/accept-invitation",
        "/complete-signup",
        "/reset-password",
        "/forgot-password",
        "/confirm-email",
        "/sign-in"
      })
  void aPageLetsNobodyElseIn(String path) {
    Answer page = api.call("GET", path).send();

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
    assertThat(page.header("Content-Security-Policy")).isEqualTo(POLICY);
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(page.header("Set-Cookie")).isEmpty();
    assertThat(page.body())
        .startsWith("<!doctype html>\n<html lang=\"en\">")
        .contains(
            "<meta name=\"viewport\"", "<title>", path.equals("/sign-in") ? "<h1" : "<noscript>")
        .doesNotContain("http:", "https:", "<style", " style=", "<script>")
        .doesNotContainPattern("<[^>]* on\\w+=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/accept-invitation",
        "/complete-signup",
        "/reset-password",
        "/forgot-password",
        "/confirm-email"
      })
  void itsPartsAreOursAndServed(String path) {
    String page = api.call("GET", path).send().body();

    assertThat(found("(?:src|<link[^>]* href)=\"([^\"]+)\"", page))
        .containsExactlyInAnyOrder("/pages/assets/page.css", "/pages/assets/form.js");
    assertThat(api.call("GET", "/pages/assets/page.css").send().header("Content-Type"))
        .isEqualTo("text/css;charset=utf-8");
    assertThat(api.call("GET", "/pages/assets/form.js").send().header("Content-Type"))
        .isEqualTo("text/javascript;charset=utf-8");
    for (String other : List.of("FormPage.class", "..%2fpage.css", "..%5cpage.css", "start.js")) {
      assertThat(api.call("GET", "/pages/assets/" + other).send().status())
          .as(other)
          .isIn(400, 404);
    }
  }

  /// Nobody may build a page with words of theirs by way of its address.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/accept-invitation",
        "/complete-signup",
        "/reset-password",
        "/forgot-password",
        "/confirm-email",
        "/sign-in"
      })
  void nothingOfTheRequestIsOnThePage(String path) {
    String plain = api.call("GET", path).send().body();

    Answer asked =
        api.call("GET", path + "?token=kls_telltale&email=telltale&lang=telltale&token=%3Cb%3E")
            .header("Referer", "https://telltale.example/")
            .header("Accept-Language", "telltale")
            .header("User-Agent", "telltale")
            .send();

    assertThat(asked.body()).isEqualTo(plain);
    assertThat(asked.headers().values()).noneMatch(it -> it.contains("telltale"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/accept-invitation",
        "/complete-signup",
        "/reset-password",
        "/forgot-password",
        "/confirm-email",
        "/sign-in"
      })
  void itIsOnlyRead(String path) {
    Answer head = api.call("HEAD", path).send();
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("Content-Security-Policy")).isEqualTo(POLICY);
    for (String method : List.of("POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
      Answer refused = api.call(method, path).send();
      assertThat(refused.problem()).as(method).isEqualTo("method-not-allowed");
      assertThat(refused.header("Allow")).isEqualTo("GET, HEAD");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/accept-invitation",
        "/complete-signup",
        "/reset-password",
        "/forgot-password",
        "/confirm-email"
      })
  void itSendsToARouteThatIsThere(String path) {
    String page = api.call("GET", path).send().body();

    List<String> begins = found("data-session=\"([^\"]+)\"", page);
    assertThat(found("action=\"([^\"]+)\"", page))
        .singleElement()
        .satisfies(action ->
            isThere("POST", action, begins.isEmpty() ? Access.Class.PUBLIC : Access.Class.SESSION));
    for (String sessions : begins) {
      isThere("POST", sessions, Access.Class.PUBLIC);
      isThere("DELETE", sessions + "/current", Access.Class.SESSION);
    }
  }

  @Test
  void eachSaysHowLongAPasswordHasToBeThere() {
    assertThat(api.call("GET", "/reset-password").send().body()).contains("15 to 256", "or 8 with");
    assertThat(api.call("GET", "/complete-signup").send().body())
        .contains("15 to 256")
        .doesNotContain("or 8");
  }

  @Test
  void itLeadsOnWhereThereIsAFrontEnd() {
    var settings =
        new PageSettings(
            URI.create("https://app.example.com/sign-in?a=b&c"),
            URI.create("https://app.example.com/sign-up"));

    assertThat(String.valueOf(new CompleteSignupPage(settings).page().getEntity()))
        .contains(
            "href=\"https://app.example.com/sign-in?a=b&amp;c\"",
            "href=\"https://app.example.com/sign-up\"");
    assertThat(String.valueOf(new SignInPage(settings).page().getEntity()))
        .contains(
            "href=\"https://app.example.com/sign-in?a=b&amp;c\"", "href=\"/forgot-password\"");
    assertThat(String.valueOf(new ResetPasswordPage(settings).page().getEntity()))
        .contains("href=\"https://app.example.com/sign-in?a=b&amp;c\"");
  }

  private void isThere(String method, String path, Access.Class access) {
    assertThat(api.server().web().inventory().routes())
        .anyMatch(route ->
            route.path().equals(path) && route.method().equals(method) && route.access() == access);
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult it) -> it.group(1))
        .toList();
  }
}
