package com.klaro.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.klaro.api.ApiDocument;
import com.klaro.api.RunningApi;
import com.klaro.api.web.limit.RatePolicy;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Quota;
import com.klaro.api.web.route.Route;
import com.klaro.store.tenancy.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The product's documents: all that is served, and nothing more.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {

  private static final Pattern PROBLEM = Pattern.compile("\\b([45]\\d\\d) `([a-z-]+)`");

  private final RunningApi api = RunningApi.start();
  private final JsonNode document = api.call("GET", "/openapi.json").send().json();

  @AfterAll
  void close() {
    api.close();
  }

  @Test
  void theDocumentHasTheRoutesAndNothingMore() {
    List<String> documented = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(method ->
                    documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            routes().stream().map(it -> it.method() + " " + it.path()).toList());
  }

  @Test
  void theBuildWritesWhatIsServed() {
    assertThat(ApiDocument.json()).isEqualTo(api.call("GET", "/openapi.json").send().body());
  }

  @Test
  void everyRouteSaysWhoMayCallAndWhatItAnswers() {
    for (Route route : routes()) {
      JsonNode operation =
          document.path("paths").path(route.path()).path(route.method().toLowerCase(Locale.ROOT));
      String name = route.method() + " " + route.path();
      assertThat(operation.path("x-access").asText())
          .as(name)
          .isEqualToIgnoringCase(route.access().name());
      assertThat(operation.path("security").isEmpty())
          .as(name)
          .isEqualTo(route.access() == Access.Class.PUBLIC);
      assertThat(operation.path("x-role").asText())
          .as(name)
          .isEqualTo(route.access() == Access.Class.WORKSPACE ? route.role().word() : "");
      assertThat(operation.path("summary").asText()).as(name).isNotBlank();
      for (int status : route.statuses()) {
        assertThat(operation.path("responses").has(Integer.toString(status))).as(name).isTrue();
      }
      List<String> problems = new ArrayList<>();
      operation
          .path("responses")
          .forEach(
              response -> response.path("x-problems").forEach(it -> problems.add(it.asText())));
      assertThat(problems)
          .as(name)
          .containsExactlyInAnyOrderElementsOf(
              route.problems().stream().map(ProblemType::path).toList());
      assertThat(operation.has("requestBody")).as(name).isEqualTo(route.takesBody());
    }
  }

  @Test
  void everyRequestHasALimitAndAnExampleThatFits() {
    for (Route route : routes()) {
      JsonNode body = operation(route).path("requestBody");
      if (!route.takesBody()) {
        continue;
      }
      JsonNode json = body.path("content").path("application/json");
      assertThat(body.path("x-max-bytes").asInt()).as(name(route)).isPositive();
      assertThat(json.path("example").isEmpty()).as(name(route)).isFalse();
      assertThat(SchemaCheck.of(document, json.path("schema"), json.path("example")))
          .as(name(route))
          .isEmpty();
      assertThat(json.path("example").toString()).doesNotContain("\"text\"");
    }
  }

  @Test
  void everyJsonAnswerHasAnExampleThatFits() {
    for (Route route : routes()) {
      JsonNode response = operation(route).path("responses").path("" + route.statuses().getFirst());
      JsonNode json = response.path("content").path("application/json");
      if (route.answers().type().equals("application/json") && route.statuses().getFirst() != 204) {
        assertThat(json.path("example").isEmpty()).as(name(route)).isFalse();
        assertThat(json.path("schema").isEmpty()).as(name(route)).isFalse();
        assertThat(SchemaCheck.of(document, json.path("schema"), json.path("example")))
            .as(name(route))
            .isEmpty();
        assertThat(json.path("example").toString()).as(name(route)).doesNotContain("\"text\"");
      }
    }
  }

  @Test
  void everyRefusalIsAProblemOfTheTypesItNames() {
    for (Route route : routes()) {
      for (var response : operation(route).path("responses").properties()) {
        if (response.getKey().charAt(0) < '4') {
          continue;
        }
        String name = name(route) + " " + response.getKey();
        JsonNode content = response.getValue().path("content").path("application/problem+json");
        JsonNode types = content.at("/schema/allOf/1/properties/type/enum");
        assertThat(content.at("/schema/allOf/0/$ref").asText())
            .as(name)
            .isEqualTo("#/components/schemas/ProblemBody");
        assertThat(types).as(name).isEqualTo(response.getValue().path("x-problems"));
        assertThat(types.isEmpty()).as(name).isFalse();
        types.forEach(type -> {
          String word = type.asText().replaceFirst(".*/", "");
          JsonNode example = content.path("examples").path(word).path("value");
          assertThat(example.path("type").asText()).as(name).isEqualTo(type.asText());
          assertThat(example.path("status").asText()).as(name).isEqualTo(response.getKey());
          assertThat(SchemaCheck.of(document, content.path("schema"), example)).as(name).isEmpty();
        });
        String headers = response.getValue().path("headers").toString();
        switch (response.getKey()) {
          case "401" -> assertThat(headers).contains("WWW-Authenticate");
          case "429" ->
              assertThat(headers).contains("Retry-After", "RateLimit", "RateLimit-Policy");
          case "503" -> assertThat(headers).contains("Retry-After");
          default -> {}
        }
      }
    }
  }

  @Test
  void everyWriteTakesAnIdempotencyKeyOrSaysWhyNot() {
    for (Route route : routes()) {
      boolean takes = operation(route).path("parameters").toString().contains("Idempotency-Key");
      boolean says = operation(route).path("description").asText().contains("Idempotency-Key");
      assertThat(takes ^ says).as(name(route)).isEqualTo(!route.method().equals("GET"));
    }
  }

  @Test
  void everyRouteOfAWorkspaceNamesTheRolesThatMay() {
    for (Route route : routes()) {
      String said = operation(route).path("description").asText();
      if (route.access() == Access.Class.WORKSPACE) {
        List<String> may =
            Arrays.stream(Role.values())
                .filter(role -> role.atLeast(route.role()))
                .map(role -> "`" + role.word() + "`")
                .toList();
        assertThat(said)
            .as(name(route))
            .startsWith("Needs the role " + String.join(" or ", may) + ".");
      } else {
        assertThat(said).as(name(route)).doesNotContain("Needs the role");
      }
    }
  }

  @Test
  void whatTakesARecentAuthenticationSaysHowToGetOne() {
    for (Route route : routes()) {
      assertThat(operation(route).path("description").asText().contains("reauthenticate`"))
          .as(name(route))
          .isEqualTo(route.problems().contains(ProblemType.RECENT_AUTHENTICATION_REQUIRED));
    }
  }

  @Test
  void everyLimitIsSaid() {
    for (Quota quota : Quota.values()) {
      assertThat(routes())
          .as(quota.name())
          .filteredOn(
              route -> operation(route).path("description").asText().contains(quota.words()))
          .isNotEmpty()
          .allMatch(route -> List.of(route.answers().limits()).contains(quota));
    }
    RatePolicy all = RatePolicy.general();
    assertThat(document.path("info").path("description").asText())
        .contains("%d requests a minute".formatted(all.quota()), all.burst() + " at once");
  }

  /// Proofs are guessed at, so there is no route that takes one without end.
  @Test
  void whoeverTakesAProofSaysHowManyMayBeWrong() {
    var proofs = Set.of("currentCode", "currentPasskey", "code", "passkey", "currentPassword");
    assertThat(routes())
        .filteredOn(route -> proofs.stream().anyMatch(fields(route)::has))
        .isNotEmpty()
        .allMatch(route -> List.of(route.answers().limits()).contains(Quota.PROOF));
  }

  @Test
  void everyTagSaysWhatItIsAbout() {
    Set<String> used = new TreeSet<>();
    routes().forEach(route -> used.add(operation(route).at("/tags/0").asText()));
    Set<String> told = new TreeSet<>();
    for (JsonNode tag : document.path("tags")) {
      told.add(tag.path("name").asText());
      assertThat(tag.path("description").asText()).as(tag.toString()).endsWith(".");
    }
    assertThat(told).isEqualTo(used);
  }

  /// A client that is made from the document has a type of each name beside its own.
  @Test
  void noSchemaIsCalledByAWordThatEverybodyUses() {
    List<String> words = new ArrayList<>();
    document.at("/components/schemas").fieldNames().forEachRemaining(words::add);
    assertThat(words)
        .contains("SignupRequest", "PasswordResetsRequest", "PasskeyUser", "SessionAnswer")
        .noneMatch(name -> name.contains("Resource"))
        .filteredOn(name -> name.matches("[A-Z][a-z]+"))
        .containsExactlyInAnyOrder("Accepted", "Me");
  }

  @Test
  void whereOneOfTwoFieldsIsNeededTheSchemaSaysSo() {
    for (String[] two :
        List.of(
            new String[] {"FactorRequest", "code"},
            new String[] {"ReauthenticateRequest", "password"})) {
      JsonNode schema = document.at("/components/schemas/" + two[0]);
      ObjectNode sent = JsonNodeFactory.instance.objectNode();
      assertThat(SchemaCheck.of(document, schema, sent)).as(two[0]).isNotEmpty();
      assertThat(SchemaCheck.of(document, schema, sent.putNull(two[1]))).isNotEmpty();
      assertThat(SchemaCheck.of(document, schema, sent.put(two[1], "287082"))).isEmpty();
      sent.removeAll();
      sent.putObject("passkey");
      assertThat(SchemaCheck.of(document, schema, sent)).as(two[0]).isEmpty();
    }
  }

  @Test
  void anExampleOfAnInvalidRequestNamesAFieldOfItsRoute() {
    int named = 0;
    for (Route route : routes()) {
      JsonNode errors =
          operation(route)
              .at("/responses/400/content/application~1problem+json/examples/invalid-request")
              .at("/value/errors");
      if (!errors.isMissingNode()) {
        String field = errors.at("/0/field").asText();
        assertThat(fields(route).has(field) || route.queryParameters().contains(field))
            .as(name(route) + " " + field)
            .isTrue();
        named++;
      } else {
        assertThat(route.takesBody()).as(name(route)).isFalse();
      }
    }
    assertThat(named).isGreaterThan(20);
  }

  @Test
  void rolesAreThoseThereAre() {
    List<String> words = Arrays.stream(Role.values()).map(Role::word).toList();
    for (var schema : document.at("/components/schemas").properties()) {
      JsonNode role = schema.getValue().at("/properties/role/enum");
      if (!role.isMissingNode()) {
        assertThat(StreamSupport.stream(role.spliterator(), false).map(JsonNode::asText))
            .as(schema.getKey())
            .containsExactlyInAnyOrderElementsOf(words);
      }
    }
  }

  /// As in "401 `second-factor-required`": who builds upon a description waits for that type.
  @Test
  void everyProblemThatADescriptionNamesIsOneThatTheRouteAnswers() {
    var named = new ArrayList<String>();
    for (Route route : routes()) {
      PROBLEM
          .matcher(operation(route).path("description").asText())
          .results()
          .forEach(it -> {
            named.add(it.group(2));
            assertThat(operation(route).at("/responses/" + it.group(1) + "/x-problems").toString())
                .as(name(route))
                .contains("\"/problems/" + it.group(2) + '"');
          });
    }
    assertThat(named).contains("second-factor-required", "too-many-requests");
  }

  private JsonNode operation(Route route) {
    return document.path("paths").path(route.path()).path(route.method().toLowerCase(Locale.ROOT));
  }

  private JsonNode fields(Route route) {
    JsonNode body = operation(route).at("/requestBody/content/application~1json/schema");
    return document.at(body.path("$ref").asText("/none").replace("#", "")).path("properties");
  }

  private static String name(Route route) {
    return route.method() + " " + route.path();
  }

  @Test
  void operationIdsAreUnique() {
    List<String> ids = new ArrayList<>();
    document
        .path("paths")
        .forEach(
            path -> path.forEach(operation -> ids.add(operation.path("operationId").asText())));
    assertThat(ids).doesNotHaveDuplicates().doesNotContain("");
  }

  @Test
  void everyProblemTypeIsListedAndNothingMore() {
    JsonNode items = api.call("GET", "/problems").send().json().path("items");
    assertThat(StreamSupport.stream(items.spliterator(), false).map(it -> it.path("type").asText()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ProblemType.values()).map(ProblemType::path).toList());
    for (ProblemType type : ProblemType.values()) {
      assertThat(api.call("GET", type.path()).send().json().path("status").asInt())
          .isEqualTo(type.status());
    }
  }

  private List<Route> routes() {
    return api.server().web().inventory().routes();
  }
}
