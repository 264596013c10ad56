package com.klaro.api.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.klaro.api.Answer;
import com.klaro.api.Call;
import com.klaro.api.RunningApi;
import com.klaro.api.docs.SchemaCheck;
import com.klaro.api.web.route.Access;
import com.klaro.store.identity.People;
import com.klaro.store.identity.SessionPolicy;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What is answered is what is documented: real answers held against the schemas of the OpenAPI
/// file, and its examples sent.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedTest {

  /// Whose length alone makes them neither right nor wrong.
  private static final Set<String> SHAPED = Set.of("email", "newEmail", "country", "locale");

  private static int people;

  private final RunningApi api = RunningApi.start();
  private final JsonNode document = api.call("GET", "/openapi.json").send().json();
  private final People.Person person = api.people().signedIn("documented@example.com");
  private final String workspace = api.people().workspaceOf(person).toString();

  /// The rows of a workspace are of somebody whose proof is not fresh.
  @BeforeAll
  void letTimePass() {
    api.clock().advance(SessionPolicy.defaults().recentAuthentication());
  }

  @AfterAll
  void close() {
    api.close();
  }

  @Test
  void answersAndRefusalsFitTheirSchemas() {
    for (Row row : endOfTheSessionLast()) {
      Call good = call(row, workspace);
      fits(row, row.body().isEmpty() ? good.send() : good.json(row.body()).send(), row.status());
      if (row.access() != Access.Class.PUBLIC) {
        fits(row, api.call(row.method(), row.at(workspace)).send(), 401);
      }
      if (row.access() == Access.Class.WORKSPACE) {
        Answer foreign = call(row, UUID.randomUUID().toString()).send();
        fits(row, foreign, 404);
      }
      if (!row.body().isEmpty()) {
        fits(row, call(row, workspace).json("{}").send(), row.isOptional() ? row.status() : 400);
        fits(row, call(row, workspace).json("x".repeat(70_000)).apart().send(), 413);
      }
    }
  }

  @Test
  void aSessionIsAsDocumented() {
    Answer made = api.newcomer("session@example.com", "a long enough password");
    fits(row("POST", "/v1/signups/complete"), made, 201);
    Answer login =
        api.post(
            "/v1/sessions",
            "{\"email\":\"session@example.com\",\"password\":\"a long enough password\"}");
    fits(row("POST", "/v1/sessions"), login, 200);
    String refresh = "{\"refreshToken\":\"%s\"}".formatted(login.text("refreshToken"));
    fits(row("POST", "/v1/sessions/refresh"), api.post("/v1/sessions/refresh", refresh), 200);
  }

  @Test
  void theExampleOfARequestIsTaken() {
    for (Row row : BodiesTest.rows()) {
      JsonNode example = content(row).path("example");
      Answer answer = call(row, workspace).json(example.toString()).send();
      assertThat(answer.status()).as(row.name() + answer.body()).isEqualTo(row.status());
      assertThat(answer.problem()).isNotEqualTo("invalid-request");
    }
  }

  /// Where it may be left out, something else is refused before it, or nothing.
  @Test
  void aBodyIsRequiredWhereTheDocumentSaysSo() {
    for (Row row : Rows.all()) {
      JsonNode documented = operation(row).path("requestBody");
      if (documented.isMissingNode()) {
        continue;
      }
      Answer answer = call(row, workspace).send();
      assertThat(answer.json().at("/errors/0/field").asText().equals("body"))
          .as(row.name() + answer.body())
          .isEqualTo(documented.path("required").asBoolean());
    }
  }

  /// What is just beyond the document's limits is refused by name, and what is just within is not.
  @Test
  void theLimitsOfTheDocumentHold() {
    int tried = 0;
    Answer _ = api.newcomer("known-limits@example.com", "a long enough password");
    try (Handle handle = api.superuser()) {
      handle.execute("UPDATE accounts SET second_factor = true");
    }
    for (Row row : BodiesTest.rows()) {
      ObjectNode example = content(row).path("example").deepCopy();
      JsonNode schema = document.at(content(row).at("/schema/$ref").asText().substring(1));
      for (var field : schema.path("properties").properties()) {
        for (String limit : List.of("minLength", "maxLength")) {
          if (field.getValue().has(limit)) {
            int length = field.getValue().path(limit).asInt();
            int beyond = length + (limit.equals("minLength") ? -1 : 1);
            String name = field.getKey();
            assertThat(wrong(row, example, schema, name, beyond)).as(row.name()).contains(name);
            if (!SHAPED.contains(name)) {
              assertThat(wrong(row, example, schema, name, length))
                  .as(row.name())
                  .doesNotContain(name);
            }
            tried++;
          }
        }
      }
    }
    assertThat(tried).isGreaterThan(10);
  }

  /// The fields that are refused when one of them has this length and the other limited ones are
  /// empty, so that nothing is made.
  private List<String> wrong(
      Row row, ObjectNode example, JsonNode schema, String name, int length) {
    ObjectNode body = example.deepCopy();
    for (var other : schema.path("properties").properties()) {
      if (other.getValue().has("minLength")) {
        body.put(other.getKey(), "");
      }
    }
    if (example.has("token")) {
      body.put("token", token(row));
    }
    body.put(name, name.endsWith("assword") ? unguessable(length) : "x".repeat(length));
    JsonNode errors = call(row, workspace).json(body.toString()).send().json().path("errors");
    return StreamSupport.stream(errors.spliterator(), false)
        .map(it -> it.path("field").asText())
        .toList();
  }

  /// So that its length alone is judged.
  private static String unguessable(int length) {
    return new Random(length)
        .ints(length, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private String token(Row row) {
    return row.path().startsWith("/v1/signups")
        ? api.mailedToken(api.signup("limits@example.com"))
        : api.resetToken("known-limits@example.com");
  }

  private static List<Row> endOfTheSessionLast() {
    return Rows.all().stream()
        .sorted(Comparator.comparing(row -> row.path().equals("/v1/sessions/current")))
        .toList();
  }

  private static Row row(String method, String path) {
    return Rows.all().stream()
        .filter(row -> row.name().equals(method + " " + path))
        .findFirst()
        .orElseThrow();
  }

  private Call call(Row row, String at) {
    Call call = api.call(row.method(), row.at(at));
    return switch (row.access()) {
      case SESSION -> call.bearer(api.token(someone()));
      case WORKSPACE, STAFF -> call.bearer(api.token(person));
      case PUBLIC, WEBHOOK -> call;
    };
  }

  /// Who did nothing yet, and may do whatever anybody may: a short password is one for a second
  /// factor.
  private People.Person someone() {
    People.Person made = api.people().signedIn("documented" + people++ + "@example.com");
    api.people().giveSecondFactor(made);
    WorkspaceId _ = api.people().workspaceOf(made);
    return made;
  }

  private JsonNode operation(Row row) {
    return document.path("paths").path(row.path()).path(row.method().toLowerCase(Locale.ROOT));
  }

  private JsonNode content(Row row) {
    return operation(row).path("requestBody").path("content").path("application/json");
  }

  private void fits(Row row, Answer answer, int status) {
    String name = row.name() + " " + answer.bytes();
    assertThat(answer.status()).as(name).isEqualTo(status);
    JsonNode documented = operation(row).path("responses").path("" + status);
    assertThat(documented.isObject()).as(name).isTrue();
    if (status == 204) {
      return;
    }
    String type = answer.header("Content-Type").replaceFirst(";.*", "");
    JsonNode content = documented.path("content");
    assertThat(content.has(type) || content.has("*/*")).as(name).isTrue();
    if (type.matches("application/(problem\\+)?json") && content.path(type).has("schema")) {
      assertThat(SchemaCheck.of(document, content.path(type).path("schema"), answer.json()))
          .as(name)
          .isEmpty();
    }
  }
}
