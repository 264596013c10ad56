package com.klaro.api.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.klaro.api.Answer;
import com.klaro.api.Call;
import com.klaro.api.RunningApi;
import com.klaro.api.web.RawHttp;
import com.klaro.api.web.route.Access;
import com.klaro.store.identity.People;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// S9-9: every route that takes a body refuses each kind of bad one, by name and before it does
/// anything.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodiesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunningApi api = RunningApi.start();
  private final People.Person person = api.people().signedIn("bodies@example.com");
  private final String workspace = api.people().workspaceOf(person).toString();

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  static List<Row> rows() {
    return Rows.all().stream().filter(row -> !row.body().isEmpty()).toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void eachFieldIsRequiredAndOfItsType(Row row) throws Exception {
    ObjectNode good = (ObjectNode) JSON.readTree(row.body());
    for (var field : good.properties()) {
      String name = field.getKey();
      List<String> missing =
          List.of(
              good.deepCopy().without(name).toString(), good.deepCopy().putNull(name).toString());
      if (!row.isOptional()) {
        missing.forEach(body -> refused(row, body, name));
      }
      for (String wrong :
          List.of("5", "-1.5", "1e400", "true", "{}", "{\"a\":1}", "[]", "[\"x\"]")) {
        ObjectNode body = good.deepCopy();
        body.set(name, JSON.readTree(wrong.equals("1e400") ? "0" : wrong));
        String text = body.toString();
        refused(row, wrong.equals("1e400") ? text.replace(":0", ":1e400") : text, name);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatIsNoSuchObjectIsRefused(Row row) {
    String good = row.body();
    String rest = good.substring(1);
    String firstField = good.substring(1, good.indexOf(':'));
    refused(row, "{\"surprise\":1," + rest, "surprise");
    refused(row, "{\"__proto__\":{\"role\":\"owner\"}," + rest, "__proto__");
    refused(row, "{" + firstField + ":\"twice\"," + rest, "body");
    refused(row, "{\"deep\":" + "[".repeat(5_000) + "]".repeat(5_000) + "," + rest, "body");
    refused(row, "{\"deep\":" + "{\"a\":".repeat(200) + "1" + "}".repeat(200) + "," + rest, "body");
    refused(row, "{" + firstField + ":" + "9".repeat(2_000) + "}", "body");
    for (String other :
        List.of(
            "", " ", "null", "[]", "[" + good + "]", "\"text\"", "1", good + good, good + "x")) {
      refused(row, other, "body");
    }
    refused(row, good.substring(0, good.length() - 1), "body");
    refused(row, good.replace('"', '\''), "body");
    refused(row, "\uFEFF" + good, "body");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void textIsUtf8(Row row) {
    String good = row.body();
    for (String bytes : List.of("\u00ff", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00c3")) {
      byte[] sent = good.replaceFirst(":\"", ":\"" + bytes).getBytes(StandardCharsets.ISO_8859_1);
      refused(call(row).bytes(sent).header("Content-Type", "application/json"), 400, "body");
    }
    byte[] wide = good.getBytes(StandardCharsets.UTF_16LE);
    refused(call(row).bytes(wide).header("Content-Type", "application/json"), 400, "body");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void onlyPlainJsonOfAModestSizeIsTaken(Row row) {
    byte[] good = row.body().getBytes(StandardCharsets.UTF_8);
    for (String type :
        List.of("text/plain", "application/xml", "application/x-www-form-urlencoded", "x")) {
      is(call(row).bytes(good).header("Content-Type", type), 415, "unsupported-media-type");
    }
    is(call(row).bytes(good), 415, "unsupported-media-type");
    for (String encoding : List.of("gzip", "br", "identity, gzip")) {
      is(
          call(row).json(row.body()).header("Content-Encoding", encoding),
          415,
          "unsupported-media-type");
    }
    String large = "{\"x\":\"" + "x".repeat(64 * 1024) + "\"," + row.body().substring(1);
    is(call(row).json(large), 413, "too-large");
    is(call(row).json("x".repeat(1024 * 1024)), 413, "too-large");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void anotherMethodOrPathIsNotOffered(Row row) {
    Answer answer = api.call("PUT", row.at(workspace)).json(row.body()).send();
    assertThat(answer.problem()).isEqualTo("method-not-allowed");
    assertThat(answer.header("Allow")).contains(row.method());
    for (String path : List.of(row.at(workspace) + "/no/such/thing", row.at(workspace) + "s")) {
      is(api.call(row.method(), path).bearer(api.token(person)).json(row.body()), 404, "not-found");
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void headersAreBoundedAndOneLineEach(Row row) throws Exception {
    String start = row.method() + " " + row.at(workspace) + " HTTP/1.1\r\nHost: localhost\r\n";
    for (String name : List.of("X-Any", "Cookie", "Authorization", "Idempotency-Key")) {
      String large = start + name + ": " + "a".repeat(9 * 1024) + "\r\n\r\n";
      assertThat(problem(large)).as(name).isEqualTo("431 headers-too-large");
      for (String split : List.of("a\rb", "a\nb", "a\r\n b", "a\0b")) {
        String message = start + name + ": " + split + "\r\n\r\n";
        assertThat(problem(message)).as(name).isEqualTo("400 invalid-request");
      }
    }
  }

  @Test
  void nothingOfThisWasDone() {
    for (Row row : rows()) {
      refused(row, "{\"surprise\":1," + row.body().substring(1), "surprise");
    }
    try (var handle = api.superuser()) {
      for (String made : List.of("signups", "outbox")) {
        assertThat(handle.select("SELECT count(*) FROM " + made).mapTo(Long.class).one())
            .as(made)
            .isZero();
      }
      assertThat(handle.select("SELECT count(*) FROM workspaces").mapTo(Long.class).one())
          .isEqualTo(1);
    }
  }

  private String problem(String message) throws Exception {
    RawHttp.Answer answer = RawHttp.exchange(api.server().port(), message);
    String type = JSON.readTree(answer.body()).path("type").asText();
    return answer.status() + " " + type.replaceFirst(".*/", "");
  }

  private Call call(Row row) {
    Call call = api.call(row.method(), row.at(workspace));
    return row.access() == Access.Class.PUBLIC ? call : call.bearer(api.token(person));
  }

  private void refused(Row row, String body, String field) {
    refused(call(row).json(body), 400, field);
  }

  private static void refused(Call call, int status, String field) {
    assertThat(is(call, status, "invalid-request").field()).isEqualTo(field);
  }

  private static Answer is(Call call, int status, String problem) {
    Answer answer = call.send();
    assertThat(answer.problem()).as(answer.body()).isEqualTo(problem);
    assertThat(answer.status()).isEqualTo(status);
    return answer;
  }
}
