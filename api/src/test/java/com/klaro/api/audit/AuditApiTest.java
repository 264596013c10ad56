package com.klaro.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.klaro.api.Answer;
import com.klaro.api.Call;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.People;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The customer's view of the chain: one row for each act, and pages that hold still.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditApiTest {

  private final RunningApi api = RunningApi.start();

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void eachActLeavesOneRowAndARefusalNone() {
    Answer session = api.newcomer("acts@example.com", "a long enough password");
    String token = session.text("accessToken");
    String path = "/v1/workspaces/" + session.json().path("workspaces").path(0).path("id").asText();
    assertThat(actions(token, path)).containsExactly("workspace.created");

    assertThat(rename(token, path, "{\"name\":\"Other\"}").send().status()).isEqualTo(200);
    assertThat(actions(token, path)).containsExactly("workspace.renamed", "workspace.created");

    for (int i = 0; i < 3; i++) {
      Call repeated = rename(token, path, "{\"name\":\"Third\"}").header("Idempotency-Key", "k");
      assertThat(repeated.send().status()).isEqualTo(200);
    }
    assertThat(actions(token, path)).hasSize(3);

    String stranger = api.token(api.people().signedIn("stranger@example.com"));
    assertThat(rename(token, path, "{\"name\":\"\"}").send().status()).isEqualTo(400);
    assertThat(rename(stranger, path, "{\"name\":\"Mine\"}").send().status()).isEqualTo(404);
    assertThat(get(stranger, path + "/audit-events").status()).isEqualTo(404);
    assertThat(get(stranger, path + "/audit-events/export").status()).isEqualTo(404);
    assertThat(get(token, path + "/members").status()).isEqualTo(200);
    assertThat(actions(token, path)).hasSize(3);

    String export = path + "/audit-events/export";
    assertThat(api.call("HEAD", export).bearer(token).send().status()).isEqualTo(200);
    assertThat(actions(token, path)).hasSize(3);
    assertThat(get(token, export).status()).isEqualTo(200);
    assertThat(actions(token, path))
        .containsExactly(
            "audit.exported", "workspace.renamed", "workspace.renamed", "workspace.created");

    String account = session.json().path("account").path("id").asText();
    for (JsonNode event : events(token, path, "")) {
      assertThat(event.path("actor").asText()).contains(account);
      assertThat(event.path("subject").asText()).isEqualTo("workspace/" + path.substring(15));
      assertThat(event.path("hash").asText()).matches("[0-9a-f]{64}");
      assertThat(event.path("at").asText()).matches("\\d{4}-\\d{2}-\\d{2}T.*Z");
      assertThat(event.toString()).doesNotContain("Third", "acts@example.com");
    }
  }

  @Test
  void onlyAdminsAndOwnersRead() {
    People.Person owner = api.people().signedIn("reader@example.com");
    WorkspaceId workspace = api.people().workspaceOf(owner);
    for (Role role : Role.values()) {
      People.Person member = api.people().signedIn(role.word() + "@example.com");
      api.people().join(workspace, member, role);
      boolean may = role == Role.ADMIN || role == Role.OWNER;
      assertThat(get(api.token(member), "/v1/workspaces/" + workspace + "/audit-events").status())
          .as(role.word())
          .isEqualTo(may ? 200 : 403);
    }
  }

  @Test
  void pagesHoldStillWhileMoreHappens() {
    String token = api.token(api.people().signedIn("pages@example.com"));
    String path = workspace(token);
    for (int i = 0; i < 9; i++) {
      assertThat(rename(token, path, "{\"name\":\"N" + i + "\"}").send().status()).isEqualTo(200);
    }
    List<Long> before = sequence(events(token, path, "?limit=100"));
    assertThat(before).hasSize(10).doesNotHaveDuplicates();
    assertThat(before).isSortedAccordingTo(Collections.reverseOrder());
    for (int limit : new int[] {1, 3, 10}) {
      List<Long> seen = new ArrayList<>();
      String cursor = "";
      while (!cursor.equals("null")) {
        String query = "?limit=" + limit + (cursor.isEmpty() ? "" : "&cursor=" + cursor);
        JsonNode page = get(token, path + "/audit-events" + query).json();
        assertThat(page.path("items").size()).isBetween(1, limit);
        seen.addAll(sequence(page.path("items")));
        // What happens now is newer than the first page, so it belongs to none that follows.
        assertThat(rename(token, path, "{\"name\":\"During\"}").send().status()).isEqualTo(200);
        cursor = page.path("nextCursor").asText("null");
      }
      assertThat(seen).as("limit %s", limit).containsExactlyElementsOf(before);
      before = sequence(events(token, path, "?limit=100"));
    }
  }

  @Test
  void aCursorIsOfThisListOfThisWorkspace() {
    String token = api.token(api.people().signedIn("cursor@example.com"));
    String path = workspace(token);
    String other = workspace(token);
    for (String each : List.of(path, other)) {
      assertThat(rename(token, each, "{\"name\":\"Again\"}").send().status()).isEqualTo(200);
    }
    String mine = get(token, path + "/audit-events?limit=1").text("nextCursor");
    String workspaces = get(token, "/v1/workspaces?limit=1").text("nextCursor");
    String theirs = get(token, other + "/audit-events?limit=1").text("nextCursor");
    assertThat(get(token, path + "/audit-events?cursor=" + mine).status()).isEqualTo(200);
    String changed = (mine.charAt(5) == 'A' ? 'B' : 'A') + "";
    for (String forged :
        List.of(
            theirs,
            workspaces,
            mine.substring(0, 5) + changed + mine.substring(6),
            mine + "AAAA",
            mine.substring(1),
            mine.substring(0, 4),
            "1",
            "0",
            "9223372036854775807",
            "",
            "%20",
            "%0d%0a",
            "'%3B--",
            UUID.randomUUID().toString())) {
      for (String list : List.of(path + "/audit-events", path + "/members", "/v1/workspaces")) {
        if (!(forged.equals(workspaces) && list.equals("/v1/workspaces"))) {
          Answer answer = get(token, list + "?cursor=" + forged);
          assertThat(answer.problem()).as(list + " " + forged).isEqualTo("invalid-request");
          assertThat(answer.field()).isEqualTo("cursor");
        }
      }
    }
  }

  @Test
  void aLimitIsANumberFrom1To100() {
    String token = api.token(api.people().signedIn("limits@example.com"));
    String path = workspace(token);
    for (String list : List.of(path + "/audit-events", path + "/members", "/v1/workspaces")) {
      for (String limit :
          List.of("0", "101", "-1", "1.5", "x", "", "%2B5", "1e1", "99999999999", "%D9%A1")) {
        Answer answer = get(token, list + "?limit=" + limit);
        assertThat(answer.problem()).as(limit).isEqualTo("invalid-request");
        assertThat(answer.field()).isEqualTo("limit");
      }
      assertThat(get(token, list + "?limit=1").json().path("items")).hasSize(1);
      assertThat(get(token, list + "?limit=100").status()).isEqualTo(200);
    }
  }

  private String workspace(String token) {
    Answer made =
        api.call("POST", "/v1/workspaces")
            .bearer(token)
            .json("{\"name\":\"W\",\"country\":\"IN\"}")
            .send();
    return "/v1/workspaces/" + made.text("id");
  }

  private Call rename(String token, String path, String body) {
    return api.call("PATCH", path).bearer(token).json(body);
  }

  private Answer get(String token, String path) {
    return api.call("GET", path).bearer(token).send();
  }

  private JsonNode events(String token, String path, String query) {
    return get(token, path + "/audit-events" + query).json().path("items");
  }

  private List<String> actions(String token, String path) {
    return StreamSupport.stream(events(token, path, "").spliterator(), false)
        .map(it -> it.path("action").asText())
        .toList();
  }

  private static List<Long> sequence(JsonNode events) {
    return StreamSupport.stream(events.spliterator(), false)
        .map(it -> it.path("seq").asLong())
        .toList();
  }
}
