package com.klaro.api.web.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.web.RawHttp;
import com.klaro.api.web.SampleResource;
import com.klaro.api.web.SampleWebhookResource;
import com.klaro.api.web.TestApp;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// S9-9, where the bounds are.
class BadInputTest {

  private static final String JSON = "Content-Type: application/json";

  private static TestApp app;

  @BeforeAll
  static void start() throws Exception {
    app = TestApp.with(new SampleResource(), new SampleWebhookResource());
  }

  @AfterAll
  static void stop() throws Exception {
    assertThat(app.web.undeclared()).isEmpty();
    app.close();
  }

  private static RawHttp.Answer post(String body) throws Exception {
    return app.send("POST /v1/samples HTTP/1.1", JSON, "", body);
  }

  @Test
  void aGoodBodyIsTaken() throws Exception {
    RawHttp.Answer answer =
        post(
            "{\"name\":\"a\",\"open\":true,\"size\":\"very-small\",\"items\":[{\"label\":\"x\",\"count\":1}]}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().toString())
        .isEqualTo("{\"name\":\"a\",\"size\":\"very-small\",\"at\":\"1970-01-01T00:00:00Z\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"name\":\"a\",\"open\":true,\"more\":1}|more|is not a known field",
        "{\"Name\":\"a\",\"open\":true,\"name\":\"b\"}|Name|is not a known field",
        "{\"open\":true}|name|is required",
        "{\"name\":null,\"open\":true}|name|is required",
        "{\"name\":\"a\"}|open|is required",
        "{\"name\":1,\"open\":true}|name|must be a string",
        "{\"name\":\"a\",\"open\":\"true\"}|open|must be true or false",
        "{\"name\":\"a\",\"open\":1}|open|must be true or false",
        "{\"name\":\"a\",\"open\":true,\"total\":\"1\"}|total|must be a whole number",
        "{\"name\":\"a\",\"open\":true,\"total\":1.5}|total|must be a whole number",
        "{\"name\":\"a\",\"open\":true,\"total\":99999999999999999999}|total|must be a whole"
            + " number",
        "{\"name\":\"a\",\"open\":true,\"size\":\"huge\"}|size|must be one of very-small, large",
        "{\"name\":\"a\",\"open\":true,\"size\":\"VERY_SMALL\"}|size|must be one of very-small,"
            + " large",
        "{\"name\":\"a\",\"open\":true,\"size\":0}|size|must be one of very-small, large",
        "{\"name\":\"a\",\"open\":true,\"at\":\"soon\"}|at|must be an instant in ISO 8601",
        "{\"name\":\"a\",\"open\":true,\"at\":1700000000}|at|must be an instant in ISO 8601",
        "{\"name\":\"a\",\"open\":true,\"parent\":\"1-1-1-1-1\"}|parent|must be an id",
        "{\"name\":\"a\",\"open\":true,\"items\":{}}|items|must be a list",
        "{\"name\":\"a\",\"open\":true,\"items\":[null]}|items[0]|is required",
        "{\"name\":\"a\",\"open\":true,\"items\":[{\"label\":\"x\",\"count\":1},{\"label\":\"x\"}]}|items[1].count|is"
            + " required",
        "{\"name\":\"a\\u0000\",\"open\":true}|name|must not hold characters that are not text",
        "{\"name\":\"\\ud800\",\"open\":true}|name|must not hold characters that are not text",
        "{\"name\":\"a\",\"name\":\"b\",\"open\":true}|body|must not hold the same key twice",
        "{\"name\":\"a\",\"open\":true} {}|body|must be valid JSON",
        "{\"name\":\"a\",\"open\":true|body|must be valid JSON",
        "[]|body|must be an object",
        "null|body|must be an object",
        "\"a\"|body|must be an object",
        "`  `|body|is required",
        "{'name':'a'}|body|must be valid JSON",
        "{\"name\":NaN,\"open\":true}|body|must be valid JSON",
        "/**/{}|body|must be valid JSON",
      })
  void whatIsWrongIsNamed(String body, String field, String message) throws Exception {
    RawHttp.Answer answer = post(body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.type()).isEqualTo("/problems/invalid-request");
    assertThat(answer.field(0)).isEqualTo(field);
    assertThat(answer.json().path("errors").path(0).path("message").asText()).isEqualTo(message);
  }

  @Test
  void everyWrongFieldIsNamedAtOnce() throws Exception {
    assertThat(post("{\"name\":1,\"x\":2}").json().path("errors")).hasSize(3);
  }

  /// An answer that is many times what was sent would be a lever for strangers.
  @Test
  void ofManyWrongFieldsTheFirstAreNamed() throws Exception {
    String many =
        IntStream.range(0, 1_500)
            .mapToObj(i -> "\"field-that-nobody-knows-" + i + "\":1")
            .collect(Collectors.joining(",", "{", "}"));
    RawHttp.Answer answer = post(many);
    assertThat(answer.json().path("errors")).hasSize(20);
    assertThat(answer.body().length()).isLessThan(3_000);
  }

  /// What is just within is read on: it is its field that is wrong then.
  @Test
  void nestingTo100AndNumbersTo1000DigitsAreRead() throws Exception {
    assertThat(post(nested(100)).field(0)).isEqualTo("name");
    assertThat(post(nested(101)).field(0)).isEqualTo("body");
    assertThat(post(digits(1000)).field(0)).isEqualTo("total");
    assertThat(post(digits(1001)).field(0)).isEqualTo("body");
  }

  /// The object itself is the first level.
  private static String nested(int depth) {
    return "{\"name\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + ",\"open\":true}";
  }

  private static String digits(int count) {
    return "{\"name\":\"a\",\"open\":true,\"total\":" + "1".repeat(count) + "}";
  }

  /// Hexadecimal, put where a name stands in an otherwise good body: a lone continuation, an
  /// overlong slash, half a surrogate pair, a byte that no text has.
  @ParameterizedTest
  @ValueSource(strings = {"c328", "c0af", "eda080", "ff", "80", "f4908080"})
  void onlyUtf8IsText(String name) throws Exception {
    String body = "7b226e616d65223a22" + name + "222c226f70656e223a747275657d";
    RawHttp.Answer answer = sendBytes(HexFormat.of().parseHex(body));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors").path(0).path("message").asText())
        .isEqualTo("must be valid UTF-8");
  }

  @Test
  void noByteOrderMarkAndNoOtherEncodingIsGuessed() throws Exception {
    String good = "{\"name\":\"a\",\"open\":true}";
    RawHttp.Answer marked = sendBytes(("\uFEFF" + good).getBytes(StandardCharsets.UTF_8));
    assertThat(marked.json().path("errors").path(0).path("message").asText())
        .isEqualTo("must not begin with a byte order mark");
    assertThat(sendBytes(good.getBytes(StandardCharsets.UTF_16LE)).status()).isEqualTo(400);
    assertThat(sendBytes(good.getBytes(StandardCharsets.UTF_16)).status()).isEqualTo(400);
  }

  private static RawHttp.Answer sendBytes(byte[] body) throws Exception {
    var message = new java.io.ByteArrayOutputStream();
    message.writeBytes(
        ("POST /v1/samples HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + JSON
                + "\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    message.writeBytes(body);
    return RawHttp.exchange(
        app.port(), java.net.InetAddress.getLoopbackAddress(), message.toByteArray());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "text/plain",
        "application/xml",
        "application/json; charset=iso-8859-1",
        "application/json; charset=utf-16",
        "not a type",
        "application/json, text/plain",
        "application/jsonx",
        "/",
        "application/x-www-form-urlencoded",
      })
  void otherContentTypesAre415(String type) throws Exception {
    RawHttp.Answer answer =
        app.send("POST /v1/samples HTTP/1.1", "Content-Type: " + type, "", "{}");
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.type()).isEqualTo("/problems/unsupported-media-type");
  }

  @Test
  void aMissingTypeIs415AndAMissingBody400() throws Exception {
    assertThat(app.send("POST /v1/samples HTTP/1.1", "", "{}").status()).isEqualTo(415);
    assertThat(app.send("POST /v1/samples HTTP/1.1").status()).isEqualTo(400);
    assertThat(app.send("POST /v1/samples HTTP/1.1", JSON).field(0)).isEqualTo("body");
    assertThat(
            app.send(
                    "POST /v1/samples HTTP/1.1",
                    JSON + ";charset=UTF-8",
                    "",
                    "{\"name\":\"a\",\"open\":true}")
                .status())
        .isEqualTo(201);
  }

  @Test
  void compressedBodiesAre415() throws Exception {
    for (String encoding : new String[] {"gzip", "br", "deflate", "GZIP", "identity, gzip", "x"}) {
      assertThat(
              app.send("POST /v1/samples HTTP/1.1", JSON, "Content-Encoding: " + encoding, "", "{}")
                  .status())
          .isEqualTo(415);
      assertThat(
              app.send("POST /webhooks/sample HTTP/1.1", "Content-Encoding: " + encoding, "", "{}")
                  .status())
          .isEqualTo(415);
      assertThat(
              app.send(
                      "DELETE /v1/samples/" + SampleResource.OWN + " HTTP/1.1",
                      "Content-Encoding: " + encoding,
                      "",
                      "{}")
                  .status())
          .isEqualTo(415);
    }
    assertThat(
            app.send("POST /v1/samples HTTP/1.1", JSON, "Content-Encoding: identity", "", "{}")
                .status())
        .isEqualTo(400);
  }

  @Test
  void tooLargeIsRefusedWithAndWithoutALength() throws Exception {
    String large = "x".repeat(64 * 1024 + 1);
    assertThat(app.send("POST /v1/samples HTTP/1.1", JSON, "", large).status()).isEqualTo(413);
    String chunked =
        "POST /v1/samples HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + JSON
            + "\r\nTransfer-Encoding: chunked\r\n\r\n"
            + Integer.toHexString(large.length())
            + "\r\n"
            + large
            + "\r\n0\r\n\r\n";
    RawHttp.Answer answer = RawHttp.exchange(app.port(), chunked);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.type()).isEqualTo("/problems/too-large");
  }

  @Test
  void aDeclaredLengthOverTheCapIsRefusedWithoutReading() throws Exception {
    RawHttp.Answer answer =
        RawHttp.exchange(
            app.port(),
            "POST /v1/samples HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Expect: 100-continue\r\n"
                + "Content-Length: 99999999\r\n\r\n");
    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void aRouteMayRaiseTheCap() throws Exception {
    assertThat(
            app.send("POST /webhooks/sample HTTP/1.1", "", "x".repeat(200_000)).header("X-Length"))
        .isEqualTo("200000");
    assertThat(
            app.send("POST /webhooks/sample HTTP/1.1", "", "x".repeat(3 * 1024 * 1024 + 1))
                .status())
        .isEqualTo(413);
  }
}
