package com.klaro.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.klaro.sandbox.http.Json;
import com.klaro.sandbox.http.Refused;
import com.klaro.sandbox.http.Reply;
import com.klaro.sandbox.http.Request;
import java.util.ArrayList;
import java.util.List;

/// The smallest provider there can be: it counts what it was paid.
final class Till implements Provider {
  private final List<JsonNode> payments = new ArrayList<>();

  @Override
  public String name() {
    return "till";
  }

  @Override
  public synchronized Reply answer(Request request) {
    JsonNode payment =
        Json.object().put("id", "pay_" + payments.size()).put("path", request.path());
    payments.add(payment);
    return Reply.json(200, payment);
  }

  @Override
  public synchronized List<JsonNode> objects() {
    return List.copyOf(payments);
  }

  @Override
  public synchronized ObjectNode act(String object, String action) {
    JsonNode payment =
        payments.stream()
            .filter(it -> it.get("id").asText().equals(object))
            .findFirst()
            .orElseThrow(() -> new Refused(409, "There is no payment " + object));
    return ((ObjectNode) payment).put("status", action);
  }

  @Override
  public List<JsonNode> events() {
    return List.of();
  }
}
