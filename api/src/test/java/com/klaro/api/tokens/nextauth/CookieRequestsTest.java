package com.klaro.api.tokens.nextauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Call;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.People;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A page of somebody else's can make a browser send our cookies (decision 0015).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CookieRequestsTest {

  private final RunningApi api = RunningApi.start();
  private final People.Person person = api.people().signedIn("cookie@example.com");
  private final WorkspaceId workspace = api.people().workspaceOf(person);
  private final String token = FrontEnd.of(api).v5(person);
  private final String refused = rename().send().bytes();

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void aCookieCountsWhereOneOfOurPagesAsks() {
    for (String site : List.of("same-origin", "none")) {
      assertThat(withCookie().header("Sec-Fetch-Site", site).send().status()).isEqualTo(200);
    }
    assertThat(
            withCookie()
                .header("Sec-Fetch-Site", "same-origin")
                .header("Origin", "https://app.example")
                .send()
                .status())
        .as("through the front end's own server")
        .isEqualTo(200);
    assertThat(withCookie().header("Origin", origin()).send().status())
        .as("a browser of before 2023")
        .isEqualTo(200);
    assertThat(withCookie().send().status()).as("no browser").isEqualTo(200);
  }

  @Test
  void whatAnotherSiteAsksIsAsWithoutACookie() {
    assertThat(refused).startsWith("401");
    for (Call call :
        List.of(
            withCookie().header("Sec-Fetch-Site", "cross-site"),
            withCookie().header("Sec-Fetch-Site", "same-site"),
            withCookie().header("Sec-Fetch-Site", "cross-site").header("Origin", origin()),
            withCookie().header("Sec-Fetch-Site", ""),
            withCookie().header("Sec-Fetch-Site", "SAME-ORIGIN"),
            withCookie()
                .header("Sec-Fetch-Site", "same-origin")
                .header("Sec-Fetch-Site", "cross-site"),
            withCookie().header("Origin", "https://evil.example"),
            withCookie().header("Origin", "null"),
            withCookie().header("Origin", ""),
            withCookie().header("Origin", "http://localhost"),
            withCookie().header("Origin", origin()).header("Origin", "https://evil.example"),
            withCookie().header("Origin", origin() + ".evil.example"))) {
      assertThat(call.send().bytes()).isEqualTo(refused);
    }
    for (String method : List.of("POST", "DELETE")) {
      String path = method.equals("POST") ? "/v1/workspaces" : "/v1/sessions/current";
      assertThat(
              api.call(method, path)
                  .header("Cookie", "authjs.session-token=" + token)
                  .header("Sec-Fetch-Site", "cross-site")
                  .json("{}")
                  .send()
                  .status())
          .isEqualTo(401);
    }
  }

  /// An export is written down, and any request keeps its session from being idle.
  @Test
  void soItIsWithReading() {
    for (String method : List.of("GET", "HEAD")) {
      for (String path : List.of("/v1/me", "/v1/me/export")) {
        assertThat(read(method, path, "same-origin")).isEqualTo(200);
        assertThat(read(method, path, "cross-site")).isEqualTo(401);
      }
    }
  }

  private int read(String method, String path, String site) {
    return api.call(method, path)
        .header("Cookie", "authjs.session-token=" + token)
        .header("Sec-Fetch-Site", site)
        .send()
        .status();
  }

  /// No page of another site can add it.
  @Test
  void aTokenInTheHeaderIsAskedNothingMore() {
    assertThat(rename().bearer(token).header("Sec-Fetch-Site", "cross-site").send().status())
        .isEqualTo(200);
  }

  private Call rename() {
    return api.call("PATCH", "/v1/workspaces/" + workspace).json("{\"name\":\"Renamed\"}");
  }

  private Call withCookie() {
    return rename().header("Cookie", "authjs.session-token=" + token);
  }

  private String origin() {
    return "http://127.0.0.1:" + api.server().port();
  }
}
