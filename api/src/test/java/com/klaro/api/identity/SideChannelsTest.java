package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.klaro.api.Answer;
import com.klaro.api.Call;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/// S6-6: wherever somebody names others, by address or by id, status, headers, body and so length
/// are the same whether there is an account or not, and nothing is set, led to, tagged or
/// compressed.
class SideChannelsTest extends EmailWishes {

  /// All of one length.
  private static final String UNKNOWN = "unknown@example.com";

  private static final String KNOWN = "account@example.com";
  private static final String BEGUN = "started@example.com";
  private static final String SHUT = "shutout@example.com";

  private static final String INVITATIONS = "/v1/workspaces/{mine}/invitations";

  private static final List<String> TELLING =
      List.of("Set-Cookie", "Location", "ETag", "Last-Modified", "Content-Encoding", "Link");

  @Test
  void noAnswerAboutAnAddressHasASideThatTells() {
    Answer asker = newcomer("me_only@example.com");
    people();
    for (String path :
        List.of(
            "/v1/signups", "/v1/password-resets", "/v1/sessions", "/v1/me/email", INVITATIONS)) {
      String unknown = seen(asker, path, UNKNOWN);
      for (String other : List.of(KNOWN, BEGUN, SHUT)) {
        assertThat(seen(asker, path, other)).as(path + " " + other).isEqualTo(unknown);
      }
    }
    assertThat(seen(asker, INVITATIONS, "me_only@example.com"))
        .as("the same look, where an answer may tell")
        .isNotEqualTo(seen(asker, INVITATIONS, UNKNOWN));
    JsonNode listed = mine(asker, "GET", "/invitations").send().json().path("items");
    assertThat(listed).hasSize(4);
    assertThat(listed)
        .extracting(one -> alike(one.toString(), one.path("email").asText()))
        .as("listed alike")
        .containsOnly(alike(listed.path(0).toString(), listed.path(0).path("email").asText()));
  }

  @Test
  void anIdOfSomebodyElsesAccountIsLikeNone() {
    Answer asker = newcomer("admin@example.com");
    String other = account(newcomer("stranger@example.com"));
    String none = UUID.randomUUID().toString();
    for (String method : List.of("PATCH", "DELETE")) {
      assertThat(member(asker, method, other)).as(method).isEqualTo(member(asker, method, none));
    }
  }

  private String member(Answer asker, String method, String id) {
    return looked(mine(asker, method, "/members/" + id).json("{\"role\":\"viewer\"}").send(), id);
  }

  private void people() {
    Object _ = newcomer(KNOWN);
    Object _ = api.signup(BEGUN);
    String shut = account(newcomer(SHUT));
    try (Handle handle = api.superuser()) {
      handle.execute("UPDATE accounts SET disabled_at = now() WHERE id = ?::uuid", shut);
    }
  }

  private String seen(Answer asker, String path, String email) {
    Call call =
        path.equals(INVITATIONS)
            ? mine(asker, "POST", "/invitations")
            : api.call("POST", path).bearer(asker.text("accessToken"));
    String rest =
        switch (path) {
          case "/v1/signups" -> "\"email\":\"%s\",\"workspaceName\":\"Shop\",\"country\":\"IN\"";
          case "/v1/sessions" -> "\"email\":\"%s\",\"password\":\"not the password\"";
          case "/v1/me/email" -> "\"newEmail\":\"%s\"";
          case INVITATIONS -> "\"email\":\"%s\",\"role\":\"agent\"";
          default -> "\"email\":\"%s\"";
        };
    return looked(
        call.header("Accept-Encoding", "gzip").json("{" + rest.formatted(email) + "}").send(),
        email);
  }

  private Call mine(Answer asker, String method, String under) {
    String workspace = asker.json().path("workspaces").path(0).path("id").asText();
    return api.call(method, "/v1/workspaces/" + workspace + under)
        .bearer(asker.text("accessToken"));
  }

  /// All that can be compared; the length is among the headers.
  private static String looked(Answer answer, String named) {
    assertThat(answer.headers()).doesNotContainKeys(TELLING.toArray(String[]::new));
    assertThat(answer.header("Content-Length")).as(answer.bytes()).isNotEmpty();
    return alike(answer.bytes(), named);
  }

  private static String alike(String text, String named) {
    return text.replace(named, "NAMED")
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID");
  }
}
