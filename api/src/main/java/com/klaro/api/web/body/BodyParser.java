package com.klaro.api.web.body;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.klaro.api.web.json.Json;
import com.klaro.api.web.problem.FieldError;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// From bytes to a record, in three steps that each refuse with the field's path: text, JSON,
/// shape. What a value may be is known to the value that a field becomes: see [Checks].
public final class BodyParser {

  private final ObjectMapper mapper = Json.strict();

  <T> T read(byte[] bytes, Class<T> type) {
    JavaType target = mapper.constructType(type);
    JsonNode tree = tree(text(bytes));
    List<FieldError> errors = new ArrayList<>();
    new BodyShape(errors).check(tree, target, "");
    if (!errors.isEmpty()) {
      throw Problem.of(ProblemType.INVALID_REQUEST).withErrors(errors);
    }
    return bind(tree, type);
  }

  /// Decoded here and not by Jackson, which guesses UTF-16 and UTF-32 and takes some byte sequences
  /// that are not UTF-8.
  private static String text(byte[] bytes) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      if (text.startsWith("\uFEFF")) {
        throw Problem.invalid("body", "must not begin with a byte order mark");
      }
      return text;
    } catch (CharacterCodingException malformed) {
      throw Problem.invalid("body", "must be valid UTF-8");
    }
  }

  private JsonNode tree(String text) {
    JsonNode tree;
    try {
      tree = mapper.readTree(text);
    } catch (StreamConstraintsException beyond) {
      throw Problem.invalid(
          "body",
          "must not nest deeper than "
              + Json.MAX_DEPTH
              + " or hold numbers of more than "
              + Json.MAX_NUMBER_DIGITS
              + " digits, or names of more than 50000 characters");
    } catch (JsonProcessingException malformed) {
      boolean twice = malformed.getOriginalMessage().startsWith("Duplicate");
      throw Problem.invalid(
          "body", twice ? "must not hold the same key twice" : "must be valid JSON");
    }
    if (tree.isMissingNode()) {
      throw Problem.invalid("body", "is required");
    }
    return tree;
  }

  private <T> T bind(JsonNode tree, Class<T> target) {
    try {
      return mapper.readerFor(target).readValue(tree);
    } catch (JsonMappingException wrong) {
      throw refused(wrong);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /// A record that refuses its components throws [Problem] or IllegalArgumentException; only the
  /// former's text is shown, because the latter may hold what was sent.
  private static Problem refused(JsonMappingException wrong) {
    String path = BodyShape.path(wrong.getPath());
    for (Throwable cause = wrong.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof Problem problem) {
        return problem.withErrors(
            problem.errors().stream()
                .map(it -> new FieldError(BodyShape.join(path, it.field()), it.message()))
                .toList());
      }
    }
    return Problem.invalid(path.isEmpty() ? "body" : path, BodyShape.expectation(wrong));
  }
}
