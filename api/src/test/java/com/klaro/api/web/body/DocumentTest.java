package com.klaro.api.web.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.klaro.api.docs.OpenApi;
import com.klaro.api.web.RawHttp;
import com.klaro.api.web.SampleResource;
import com.klaro.api.web.SampleWebhookResource;
import com.klaro.api.web.TestApp;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Route;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DocumentTest {

  private static TestApp app;

  @BeforeAll
  static void start() throws Exception {
    app = TestApp.with(new SampleResource(), new SampleWebhookResource());
  }

  @AfterAll
  static void stop() {
    assertThat(app.web.undeclared()).isEmpty();
    app.close();
  }

  @Test
  void everyRouteIsInTheDocumentWithItsAccessAndProblems() throws Exception {
    RawHttp.Answer answer = app.send("GET /openapi.json HTTP/1.1");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).startsWith("public");
    JsonNode paths = answer.json().path("paths");
    for (Route route : app.web.inventory().routes()) {
      JsonNode operation =
          paths.path(route.path()).path(route.method().toLowerCase(java.util.Locale.ROOT));
      assertThat(operation.path("x-access").asText())
          .as(route.path())
          .isEqualToIgnoringCase(route.access().name());
      for (ProblemType type : route.problems()) {
        assertThat(
                operation.path("responses").path("" + type.status()).path("x-problems").toString())
            .contains(type.path());
      }
    }
    assertThat(answer.json().path("openapi").asText()).isEqualTo("3.1.0");
  }

  @Test
  void schemasSayWhatIsRequiredAndHowLong() throws Exception {
    JsonNode sample =
        app.send("GET /openapi.json HTTP/1.1")
            .json()
            .path("components")
            .path("schemas")
            .path("Sample");
    assertThat(sample.path("required").toString()).isEqualTo("[\"name\",\"open\"]");
    assertThat(sample.path("properties").path("name").path("maxLength").asInt()).isEqualTo(80);
    assertThat(sample.path("properties").path("size").path("enum").toString())
        .isEqualTo("[\"very-small\",\"large\"]");
    assertThat(sample.path("properties").path("items").path("items").path("$ref").asText())
        .endsWith("/SampleItem");
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    String document = OpenApi.json(app.web.inventory());
    Matcher references = Pattern.compile("#/components/schemas/(\\w+)").matcher(document);
    while (references.find()) {
      assertThat(document).contains("\"" + references.group(1) + "\" : {");
    }
  }

  @Test
  void everyProblemTypeIsListedAndHasAPage() throws Exception {
    assertThat(app.send("GET /problems HTTP/1.1").json().path("items"))
        .hasSize(ProblemType.values().length);
    for (ProblemType type : ProblemType.values()) {
      assertThat(app.send("GET " + type.path() + " HTTP/1.1").json().path("status").asInt())
          .isEqualTo(type.status());
    }
    assertThat(app.send("GET /problems/nothing HTTP/1.1").status()).isEqualTo(404);
  }

  @Test
  void thePageLoadsOnlyFromUs() throws Exception {
    RawHttp.Answer page = app.send("GET /docs HTTP/1.1");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy"))
        .startsWith("default-src 'none'; script-src 'self';");
    assertThat(page.body()).doesNotContain("http://", "https://", "<style", "<script>");
    assertThat(Pattern.compile("/docs/assets/[^\"]+").matcher(page.body()).results())
        .isNotEmpty()
        .allSatisfy(asset ->
            assertThat(app.send("GET " + asset.group() + " HTTP/1.1").status())
                .as(asset.group())
                .isEqualTo(200));
    for (String other : List.of("swagger-initializer.js", "..%5cpom.xml", "x")) {
      assertThat(app.send("GET /docs/assets/" + other + " HTTP/1.1").status()).isIn(400, 404);
    }
  }
}
