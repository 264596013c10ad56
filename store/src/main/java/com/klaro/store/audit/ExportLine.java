package com.klaro.store.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// One line of an export, read strictly: a field that no hash covers, or that is there twice, makes
/// the line malformed.
sealed interface ExportLine {

  /// @param actorCommitment hex, or empty when the actor is shown
  record Event(
      long seq,
      Instant at,
      String actor,
      Optional<byte[]> actorCommitment,
      String action,
      String subject,
      String data,
      byte[] previousHash,
      byte[] hash)
      implements ExportLine {}

  record Head(SignedHead signed) implements ExportLine {}

  record Malformed() implements ExportLine {}

  JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  Set<String> EVENT_FIELDS =
      Set.of("seq", "at", "actor", "action", "subject", "data", "previousHash", "hash");
  Set<String> HEAD_FIELDS = Set.of("workspaceId", "seq", "hash", "at", "keyId", "signature");

  static ExportLine parse(String line) {
    try {
      JsonNode json = JSON.readTree(line);
      Set<String> fields =
          json.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
      if (fields.equals(HEAD_FIELDS)) {
        return head(json);
      }
      boolean staff = fields.remove("actorCommitment");
      return fields.equals(EVENT_FIELDS) ? event(json, staff) : new Malformed();
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException malformed) {
      return new Malformed();
    }
  }

  private static Event event(JsonNode json, boolean staff) {
    var data = new TreeMap<String, String>();
    if (!json.path("data").isObject()) {
      throw new IllegalArgumentException("data is no object");
    }
    json.path("data")
        .properties()
        .forEach(field -> data.put(field.getKey(), text(field.getValue())));
    String actor = text(json.path("actor"));
    if (staff != actor.equals(ExportLines.STAFF)) {
      throw new IllegalArgumentException("A commitment is what rows of staff have");
    }
    return new Event(
        number(json.path("seq")),
        time(json.path("at")),
        actor,
        staff ? Optional.of(hex(json.path("actorCommitment"))) : Optional.empty(),
        text(json.path("action")),
        text(json.path("subject")),
        CanonicalJson.of(data),
        hex(json.path("previousHash")),
        hex(json.path("hash")));
  }

  private static Head head(JsonNode json) {
    return new Head(
        new SignedHead(
            "workspace/" + UUID.fromString(text(json.path("workspaceId"))),
            number(json.path("seq")),
            hex(json.path("hash")),
            time(json.path("at")),
            text(json.path("keyId")),
            Base64.getUrlDecoder().decode(text(json.path("signature")))));
  }

  private static String text(JsonNode node) {
    if (!node.isTextual()) {
      throw new IllegalArgumentException("No text");
    }
    return node.textValue();
  }

  /// Only the text that we write: digits beyond the microsecond would be covered by no hash.
  private static Instant time(JsonNode node) {
    Instant at = Instant.parse(text(node));
    if (!at.truncatedTo(ChronoUnit.MICROS).toString().equals(node.textValue())) {
      throw new IllegalArgumentException("No time of ours");
    }
    return at;
  }

  private static long number(JsonNode node) {
    if (!node.canConvertToLong() || !node.isIntegralNumber()) {
      throw new IllegalArgumentException("No whole number");
    }
    return node.longValue();
  }

  private static byte[] hex(JsonNode node) {
    return HexFormat.of().parseHex(text(node));
  }
}
