package com.klaro.api.docs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.klaro.api.web.body.Body;
import com.klaro.api.web.paging.PageRequest;
import com.klaro.api.web.problem.FieldError;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Route;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The part of an operation's responses that refuses: one per status, with the types it may have.
final class Refusals {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Refusals() {}

  static void into(ObjectNode responses, Route route) {
    var byStatus = new TreeMap<Integer, List<ProblemType>>();
    route.problems().stream()
        .sorted(Comparator.comparing(ProblemType::wireName))
        .forEach(type ->
            byStatus.merge(
                type.status(),
                List.of(type),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
    byStatus.forEach((status, types) -> responses.set(status.toString(), response(types, route)));
  }

  private static ObjectNode response(List<ProblemType> types, Route route) {
    ObjectNode response = NODES.objectNode();
    response.put(
        "description",
        String.join("; or: ", types.stream().map(it -> it.title() + ". " + it.advice()).toList()));
    ArrayNode listed = response.putArray("x-problems");
    types.forEach(it -> listed.add(it.path()));
    headers(response, types.getFirst().status());
    ObjectNode content = response.putObject("content").putObject("application/problem+json");
    content.set("schema", schema(types));
    ObjectNode examples = content.putObject("examples");
    types.forEach(it -> examples.putObject(it.wireName()).set("value", example(it, route)));
    return response;
  }

  private static ObjectNode schema(List<ProblemType> types) {
    ObjectNode schema = NODES.objectNode();
    ArrayNode both = schema.putArray("allOf");
    both.addObject().put("$ref", "#/components/schemas/ProblemBody");
    ObjectNode narrowed = both.addObject().put("type", "object").putObject("properties");
    ArrayNode paths = narrowed.putObject("type").putArray("enum");
    types.forEach(it -> paths.add(it.path()));
    narrowed.putObject("status").put("const", types.getFirst().status());
    return schema;
  }

  private static void headers(ObjectNode response, int status) {
    switch (status) {
      case 401 -> header(response, "WWW-Authenticate", "`Bearer`.");
      case 429 -> {
        header(response, "Retry-After", "Whole seconds to wait.");
        header(response, "RateLimit", "What is left, and the seconds until it grows.");
        header(response, "RateLimit-Policy", "The quota and its window in seconds.");
      }
      case 503 -> header(response, "Retry-After", "Whole seconds to wait.");
      default -> {}
    }
  }

  private static void header(ObjectNode response, String name, String description) {
    response
        .withObjectProperty("headers")
        .putObject(name)
        .put("description", description)
        .putObject("schema")
        .put("type", "string");
  }

  private static ObjectNode example(ProblemType type, Route route) {
    ObjectNode example =
        NODES
            .objectNode()
            .put("type", type.path())
            .put("title", type.title())
            .put("status", type.status())
            .put("detail", type.advice())
            .put("requestId", "0199c6a0-7c1e-7d3a-9f60-3c4b5a697887");
    if (type == ProblemType.INVALID_REQUEST) {
      wrongField(route)
          .ifPresent(wrong ->
              example
                  .putArray("errors")
                  .addObject()
                  .put("field", wrong.field())
                  .put("message", wrong.message()));
    }
    if (type == ProblemType.LAST_OWNER) {
      example.putArray("workspaceIds").add("0199c6a0-2f41-7b52-8d0e-5a1f9c3e7b64");
    }
    return example;
  }

  /// Something that can be wrong with a request to this route.
  private static Optional<FieldError> wrongField(Route route) {
    if (route.queryParameters().contains("limit")) {
      return Optional.of(new FieldError("limit", "must be a number from 1 to " + PageRequest.MAX));
    }
    return Arrays.stream(route.handler().getParameters())
        .filter(parameter -> parameter.getType() == Body.class)
        .map(parameter -> ((ParameterizedType) parameter.getParameterizedType()))
        .map(body -> body.getActualTypeArguments()[0])
        .flatMap(type -> type instanceof Class<?> raw && raw.isRecord() ? fields(raw) : Stream.of())
        .map(field -> new FieldError(field.getName(), "must be a string"))
        .findFirst();
  }

  private static Stream<RecordComponent> fields(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .filter(field -> field.getType() == String.class);
  }
}
