package com.klaro.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.klaro.sandbox.http.Json;
import com.klaro.sandbox.http.Refused;
import com.klaro.sandbox.http.Reply;
import com.klaro.sandbox.http.Request;
import com.klaro.sandbox.http.Routes;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/// What a test may ask of the pretended world.
final class ControlApi {
  private final List<Provider> providers;
  private final Faults faults;
  private final CallLog log;
  private final VirtualClock clock;

  ControlApi(List<Provider> providers, Faults faults, CallLog log, VirtualClock clock) {
    this.providers = providers;
    this.faults = faults;
    this.log = log;
    this.clock = clock;
  }

  Routes on(Routes routes) {
    return routes
        .on("POST", "/__control/faults", this::plan)
        .on("DELETE", "/__control/faults", _ -> forgive())
        .on("POST", "/__control/clock", this::advance)
        .on("POST", "/__control/act", this::act)
        .on("GET", "/__control/requests", this::requests)
        .on("GET", "/__control/objects", request -> collected(request, Provider::objects))
        .on("GET", "/__control/events", request -> collected(request, Provider::events));
  }

  private Reply plan(Request request) {
    PlannedFault fault = FaultRequest.read(Json.body(request));
    named(fault.provider());
    faults.plan(fault);
    return Reply.json(201, Json.object().put("id", fault.id()));
  }

  private Reply forgive() {
    faults.clear();
    return Reply.nothing();
  }

  private Reply advance(Request request) {
    String step = Json.body(request).path("advance").asText();
    try {
      return Reply.json(
          200, Json.object().put("now", clock.advance(Duration.parse(step)).toString()));
    } catch (DateTimeException | IllegalArgumentException | ArithmeticException _) {
      throw new Refused(400, "advance must be a time to come, like P30D or PT2H.");
    }
  }

  private Reply act(Request request) {
    ObjectNode body = Json.body(request);
    return Reply.json(
        200,
        named(body.path("provider").asText())
            .act(body.path("object").asText(), body.path("action").asText()));
  }

  private Reply requests(Request request) {
    List<String> names = chosen(request).stream().map(Provider::name).toList();
    return items(log.of(names).stream().map(ControlApi::json).toList());
  }

  private Reply collected(Request request, Function<Provider, List<JsonNode>> what) {
    return items(chosen(request).stream().map(what).flatMap(List::stream).toList());
  }

  /// Without a name all of them are meant.
  private List<Provider> chosen(Request request) {
    String name = request.query("provider").orElse("");
    return name.isEmpty() ? providers : List.of(named(name));
  }

  private Provider named(String name) {
    return providers.stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new Refused(
                400,
                "Provider "
                    + name
                    + " is unknown. Mounted: "
                    + providers.stream().map(Provider::name).toList()));
  }

  private static Reply items(List<? extends JsonNode> items) {
    ObjectNode json = Json.object();
    json.set("items", Json.array(items));
    return Reply.json(200, json);
  }

  private static ObjectNode json(CallLog.Call call) {
    Effect effect = call.effect();
    return Json.object()
        .put("at", call.at().toString())
        .put("method", call.method())
        .put("path", call.path())
        .put("idempotencyKey", call.idempotencyKey())
        .put("status", call.status())
        .put("effect", effect == null ? null : effect.word());
  }
}
