package com.klaro.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.klaro.sandbox.http.Refused;
import java.util.UUID;
import java.util.regex.Pattern;

/// Reads a fault as a test writes it. A fault that could never match is refused: a test that waits
/// for it would pass without having tested anything.
final class FaultRequest {
  private static final Pattern CALL = Pattern.compile("[A-Z]+ /\\S*");
  private static final Pattern EVENT = Pattern.compile("\\S+");
  private static final int MOST_TIMES = 1_000_000;
  private static final int LONGEST_DELAY = 600_000;

  private FaultRequest() {}

  static PlannedFault read(ObjectNode body) {
    Effect effect =
        Effect.of(body.path("effect").asText())
            .orElseThrow(() -> new Refused(400, "The effect is unknown."));
    String match = body.path("match").asText();
    Pattern expected = effect.isForCalls() ? CALL : EVENT;
    if (!expected.matcher(match).matches()) {
      throw new Refused(
          400, "match must be METHOD /path for calls, an event type or * for events.");
    }
    int millis = number(body, "millis", 0, 0, LONGEST_DELAY);
    if (effect == Effect.DELAY && millis == 0) {
      throw new Refused(400, "A delay needs millis.");
    }
    return new PlannedFault(
        UUID.randomUUID().toString(),
        body.path("provider").asText(),
        match,
        effect,
        number(body, "times", 1, 1, MOST_TIMES),
        number(body, "status", 500, 400, 599),
        millis);
  }

  private static int number(ObjectNode body, String name, int usual, int least, int most) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return usual;
    }
    if (!value.isInt() || value.asInt() < least || value.asInt() > most) {
      throw new Refused(400, name + " must be a number from " + least + " to " + most + ".");
    }
    return value.asInt();
  }
}
