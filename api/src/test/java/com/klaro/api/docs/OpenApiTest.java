package com.klaro.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.klaro.api.RunningApi;
import com.klaro.api.web.Access;
import com.klaro.api.web.ProblemType;
import com.klaro.api.web.Route;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The product's documents: all that is served, and nothing more.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {

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
