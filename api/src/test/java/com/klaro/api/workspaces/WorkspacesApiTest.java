package com.klaro.api.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.klaro.api.Answer;
import com.klaro.api.Call;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.People;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkspacesApiTest {

  private final RunningApi api = RunningApi.start();

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void aWorkspaceIsMadeReadRenamedAndAudited() {
    String token = someone("maker@example.com");
    Answer made = make(token, "W".repeat(80), "DE");
    assertThat(made.status()).isEqualTo(201);
    JsonNode json = made.json();
    assertThat(json.path("role").asText() + json.path("country").asText()).isEqualTo("ownerDE");
    assertThat(json.path("createdAt").asText()).matches("\\d{4}-\\d{2}-\\d{2}T.*Z");
    String path = "/v1/workspaces/" + json.path("id").asText();
    ObjectNode one = json.deepCopy();
    assertThat(get(token, path).json()).isEqualTo(one.put("secondFactorRequired", false));
    Answer renamed = api.call("PATCH", path).bearer(token).json("{\"name\":\"New name\"}").send();
    assertThat(renamed.status()).isEqualTo(200);
    assertThat(renamed.text("name")).isEqualTo("New name");
    JsonNode events = get(token, path + "/audit-events").json().path("items");
    assertThat(events)
        .extracting(it -> it.path("action").asText())
        .containsExactly("workspace.renamed", "workspace.created");
    assertThat(get(token, path + "/members").json().path("items")).hasSize(1);
  }

  @Test
  void whoHasLeftAWorkspaceDoesNotSeeItByTheKeyThatMadeIt() {
    People.Person maker = api.people().signedIn("left@example.com");
    Call call =
        api.call("POST", "/v1/workspaces")
            .bearer(api.token(maker))
            .header("Idempotency-Key", "mine")
            .json("{\"name\":\"Secret plans\",\"country\":\"IN\"}");
    Answer made = call.send();
    assertThat(call.send().body()).isEqualTo(made.body());

    var workspace = new WorkspaceId(UUID.fromString(made.text("id")));
    api.people().join(workspace, api.people().signedIn("stays@example.com"), Role.OWNER);
    api.people().remove(workspace, maker);
    Answer later = call.send();
    assertThat(later.status()).isEqualTo(404);
    assertThat(later.body()).doesNotContain("Secret plans", made.text("id"));
  }

  @Test
  void anAccountBelongsToAsManyAsASignInTells() {
    People.Person full = api.people().signedIn("full@example.com");
    List<WorkspaceId> others = api.people().joinAll(full);
    String token = api.token(full);
    Call call =
        api.call("POST", "/v1/workspaces")
            .bearer(token)
            .json("{\"name\":\"One more\",\"country\":\"IN\"}")
            .header("Idempotency-Key", "one-more");
    Answer refused = call.send();
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("too-many-workspaces");
    api.people().remove(others.getFirst(), full);
    assertThat(call.send().status()).as("under the same key").isEqualTo(201);
    assertThat(make(token, "One more", "IN").status()).isEqualTo(409);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"name\":\"\",\"country\":\"IN\"}|name",
        "{\"name\":\"\\u3164\\u2800\",\"country\":\"IN\"}|name",
        "{\"name\":\"\\u202e\",\"country\":\"IN\"}|name",
        "{\"name\":\"W\",\"country\":\"ZZ\"}|country",
        "{\"name\":\"W\"}|country",
        "{\"name\":\"W\",\"country\":\"IN\",\"id\":\"1\"}|id",
      })
  void whatIsWrongIsNamed(String body, String field) {
    Answer answer =
        api.call("POST", "/v1/workspaces").bearer(someone("wrong@example.com")).json(body).send();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.field()).isEqualTo(field);
  }

  @Test
  void aNameIsAtMost80Characters() {
    String token = someone("long@example.com");
    assertThat(make(token, "W".repeat(81), "IN").field()).isEqualTo("name");
    String path = "/v1/workspaces/" + make(token, "W", "IN").text("id");
    Answer renamed =
        api.call("PATCH", path).bearer(token).json("{\"name\":\"" + "W".repeat(81) + "\"}").send();
    assertThat(renamed.field()).isEqualTo("name");
    assertThat(get(token, path).text("name")).isEqualTo("W");
  }

  @Test
  void aListIsWholeAndWithoutRepeatsPageByPage() {
    String token = someone("many@example.com");
    List<String> made =
        IntStream.range(0, 25).mapToObj(i -> make(token, "W" + i, "IN").text("id")).toList();
    for (int limit : new int[] {1, 7, 25, 100}) {
      assertThat(walk(token, limit)).as("limit %s", limit).containsExactlyElementsOf(made);
    }
    assertThat(get(token, "/v1/workspaces").json().path("items")).hasSize(20);
  }

  @Test
  void aCursorOfSomeoneOrSomethingElseIsRefused() {
    String token = someone("one@example.com");
    String other = someone("two@example.com");
    for (String each : List.of(token, other)) {
      assertThat(make(each, "A", "IN").status()).isEqualTo(201);
      assertThat(make(each, "B", "IN").status()).isEqualTo(201);
    }
    String theirs = get(other, "/v1/workspaces?limit=1").text("nextCursor");
    String mine = get(token, "/v1/workspaces?limit=1").text("nextCursor");
    String changed = (mine.charAt(0) == 'A' ? 'B' : 'A') + mine.substring(1);
    for (String forged : List.of(theirs, changed, mine + "AAAA", "none", "", "%00", "..%2F")) {
      Answer answer = get(token, "/v1/workspaces?limit=1&cursor=" + forged);
      assertThat(answer.status()).as(forged).isEqualTo(400);
      assertThat(answer.field()).isEqualTo("cursor");
    }
    String workspace =
        get(token, "/v1/workspaces?limit=1").json().path("items").path(0).path("id").asText();
    for (String list : List.of("members", "audit-events")) {
      assertThat(get(token, "/v1/workspaces/" + workspace + "/" + list + "?cursor=" + mine).field())
          .isEqualTo("cursor");
    }
  }

  @Test
  void aLimitIsANumberFrom1To100() {
    String token = someone("limit@example.com");
    for (String limit : List.of("0", "101", "-1", "1.5", "x", "", "%2B5", "1e1", "99999999999")) {
      Answer answer = get(token, "/v1/workspaces?limit=" + limit);
      assertThat(answer.status()).as(limit).isEqualTo(400);
      assertThat(answer.field()).isEqualTo("limit");
    }
  }

  /// `%6c` is an `l`; a parameter that no route knows is nobody's, however often it comes.
  @Test
  void aQueryParameterIsGivenOnce() {
    String token = someone("once@example.com");
    String made = make(token, "A", "IN").text("id");
    for (String list :
        List.of(
            "/v1/workspaces",
            "/v1/workspaces/" + made + "/members",
            "/v1/workspaces/" + made + "/audit-events")) {
      for (String query : List.of("limit=1&limit=1", "limit=1&%6cimit=2", "limit&cursor&limit=")) {
        Answer answer = get(token, list + "?" + query);
        assertThat(answer.status()).as(list + query).isEqualTo(400);
        assertThat(answer.field()).isEqualTo("limit");
      }
      assertThat(get(token, list + "?cursor=a&cursor=b").field()).isEqualTo("cursor");
      assertThat(get(token, list + "?limit=1&more=1&more=2").status()).isEqualTo(200);
      assertThat(get("none", list + "?limit=1&limit=1").status()).isEqualTo(401);
    }
  }

  private List<String> walk(String token, int limit) {
    List<String> seen = new ArrayList<>();
    String cursor = "";
    for (int pages = 0; pages < 30; pages++) {
      JsonNode page = get(token, "/v1/workspaces?limit=" + limit + cursor).json();
      assertThat(page.path("items").size()).isLessThanOrEqualTo(limit);
      page.path("items").forEach(it -> seen.add(it.path("id").asText()));
      if (page.path("nextCursor").isNull()) {
        return seen;
      }
      cursor = "&cursor=" + page.path("nextCursor").asText();
    }
    throw new AssertionError("The list does not end");
  }

  /// Signed in, with no workspace yet.
  private String someone(String email) {
    People.Person person = api.people().signedIn(java.util.UUID.randomUUID() + email);
    return api.token(person);
  }

  private Answer make(String token, String name, String country) {
    return api.call("POST", "/v1/workspaces")
        .bearer(token)
        .json("{\"name\":\"%s\",\"country\":\"%s\"}".formatted(name, country))
        .send();
  }

  private Answer get(String token, String path) {
    return api.call("GET", path).bearer(token).send();
  }
}
