package com.klaro.sandbox.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.klaro.sandbox.http.Content;
import com.klaro.sandbox.http.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// One line of the journal.
sealed interface JournalEntry {
  record Received(StoredMail mail) implements JournalEntry {}

  record Read(String id) implements JournalEntry {}

  record Deleted(List<String> ids) implements JournalEntry {}

  default String line() {
    ObjectNode line = Json.object();
    switch (this) {
      case Received(StoredMail mail) -> {
        line.put("mail", mail.id())
            .put("at", mail.received().toString())
            .put("from", mail.sender());
        mail.recipients().forEach(line.putArray("to")::add);
        line.put("raw", Base64.getEncoder().encodeToString(mail.raw().bytes()));
      }
      case Read(String id) -> line.put("read", id);
      case Deleted(List<String> ids) -> ids.forEach(line.putArray("deleted")::add);
    }
    return line.toString();
  }

  static JournalEntry parse(String text) throws JsonProcessingException {
    JsonNode line = Json.parse(text);
    if (line.hasNonNull("mail")) {
      return new Received(
          new StoredMail(
              line.get("mail").asText(),
              Instant.parse(line.path("at").asText()),
              line.path("from").asText(),
              texts(line.path("to")),
              Content.of(Base64.getDecoder().decode(line.path("raw").asText()))));
    }
    return line.get("deleted") instanceof ArrayNode deleted
        ? new Deleted(texts(deleted))
        : new Read(line.path("read").asText());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
