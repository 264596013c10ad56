package com.klaro.api.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.klaro.api.tenancy.WorkspaceCaller;
import com.klaro.api.web.body.Body;
import com.klaro.api.web.body.MaxBody;
import com.klaro.api.web.body.OptionalBody;
import com.klaro.api.web.paging.Page;
import com.klaro.api.web.problem.ProblemBody;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Route;
import com.klaro.api.web.route.RouteInventory;
import com.klaro.api.web.route.Topic;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.TreeMap;
import java.util.UUID;

/// Writes OpenAPI 3.1 from the route inventory. Own and small rather than a library's: it knows
/// what `Body`, `@Access` and problems mean here, and cannot say anything that the boot check has
/// not seen.
public final class OpenApi {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ObjectNode root = NODES.objectNode();
  private final Schemas schemas = new Schemas();

  private OpenApi() {}

  /// The document, with a stable order, so that two builds of the same sources give the same text.
  public static String json(RouteInventory inventory) {
    try {
      return new ObjectMapper()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .writeValueAsString(new OpenApi().document(inventory))
          + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A tree can always be written", impossible);
    }
  }

  private ObjectNode document(RouteInventory inventory) {
    root.put("openapi", "3.1.0");
    root.putObject("info")
        .put("title", "Klaro")
        .put("version", "1")
        .put(
            "description",
            "Errors are application/problem+json; their types are listed at /problems. Every answer"
                + " carries X-Request-Id, and RateLimit and RateLimit-Policy unless it is to a"
                + " webhook: 300 requests a minute from one client, 100 at once. Headers may have 8"
                + " KiB, a body what x-max-bytes says.")
        .putObject("license")
        .put("name", "For whoever has an account")
        .put("identifier", "LicenseRef-Klaro");
    // Wherever it was fetched from.
    root.putArray("servers").addObject().put("url", "/");
    tags(inventory, root.putArray("tags"));
    ObjectNode paths = root.putObject("paths");
    for (Route route : inventory.routes()) {
      ObjectNode path = paths.withObjectProperty(route.path());
      path.set(route.method().toLowerCase(Locale.ROOT), operation(route));
    }
    ObjectNode components = root.putObject("components");
    Object _ = schemas.of(ProblemBody.class);
    components.set("schemas", schemas.components());
    components
        .putObject("securitySchemes")
        .putObject("bearer")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("bearerFormat", "JWT")
        .put(
            "description",
            "An access token, or the session token of a front end built on NextAuth 4 or Auth.js 5,"
                + " which is also taken from its cookie where no Authorization is sent.");
    return root;
  }

  private ObjectNode operation(Route route) {
    ObjectNode operation = NODES.objectNode();
    operation.put("operationId", operationId(route));
    operation.put("summary", route.answers().summary());
    String description = Prose.of(route);
    if (!description.isEmpty()) {
      operation.put("description", description);
    }
    operation.putArray("tags").add(tag(route.handler().getDeclaringClass()));
    operation.put("x-access", route.access().name().toLowerCase(Locale.ROOT));
    if (route.access() == Access.Class.WORKSPACE) {
      operation.put("x-role", route.role().word());
    }
    ArrayNode security = operation.putArray("security");
    if (route.access() != Access.Class.PUBLIC && route.access() != Access.Class.WEBHOOK) {
      security.addObject().putArray("bearer");
    }
    parameters(route, operation.putArray("parameters"));
    requestBody(route, operation);
    responses(route, operation.putObject("responses"));
    return operation;
  }

  private static void tags(RouteInventory inventory, ArrayNode tags) {
    var topics = new TreeMap<String, String>();
    for (Route route : inventory.routes()) {
      Class<?> resource = route.handler().getDeclaringClass();
      Topic topic = resource.getAnnotation(Topic.class);
      topics.merge(tag(resource), topic == null ? "" : topic.value(), OpenApi::theOneThatSays);
    }
    topics.forEach((name, said) -> {
      ObjectNode tag = tags.addObject().put("name", name);
      if (!said.isEmpty()) {
        tag.put("description", said);
      }
    });
  }

  private static String theOneThatSays(String one, String other) {
    return one.isEmpty() ? other : one;
  }

  private static String tag(Class<?> resource) {
    return resource.getPackageName().replaceFirst(".*\\.", "");
  }

  private static String operationId(Route route) {
    String resource =
        route.handler().getDeclaringClass().getSimpleName().replaceFirst("Resource$", "");
    return resource.substring(0, 1).toLowerCase(Locale.ROOT)
        + resource.substring(1)
        + "."
        + route.handler().getName();
  }

  private void parameters(Route route, ArrayNode list) {
    // Read by the filter that makes the caller, not by the resource.
    if (route.access() == Access.Class.WORKSPACE) {
      list.addObject()
          .put("name", WorkspaceCaller.PARAMETER)
          .put("in", "path")
          .put("required", true)
          .set("schema", schemas.of(UUID.class));
    }
    for (Parameter parameter : route.handler().getParameters()) {
      PathParam inPath = parameter.getAnnotation(PathParam.class);
      QueryParam inQuery = parameter.getAnnotation(QueryParam.class);
      HeaderParam inHeader = parameter.getAnnotation(HeaderParam.class);
      if (inPath != null) {
        list.addObject()
            .put("name", inPath.value())
            .put("in", "path")
            .put("required", true)
            .set("schema", schemas.of(parameter.getParameterizedType()));
      } else if (inQuery != null) {
        list.addObject()
            .put("name", inQuery.value())
            .put("in", "query")
            .set("schema", query(inQuery.value(), parameter));
      } else if (inHeader != null) {
        list.addObject()
            .put("name", inHeader.value())
            .put("in", "header")
            .set("schema", schemas.of(parameter.getParameterizedType()));
      }
    }
    if (route.answers().idempotent()) {
      list.addObject()
          .put("name", "Idempotency-Key")
          .put("in", "header")
          .put(
              "description",
              "Same key and body: the first answer, for 24 hours, with Idempotency-Replayed: true."
                  + " While the first is at work: 409 with Retry-After.")
          .set(
              "schema",
              NODES.objectNode().put("type", "string").put("minLength", 1).put("maxLength", 255));
    }
  }

  private ObjectNode query(String name, Parameter parameter) {
    if (name.equals("limit")) {
      return NODES
          .objectNode()
          .put("type", "integer")
          .put("minimum", 1)
          .put("maximum", 100)
          .put("default", 20);
    }
    return schemas.of(parameter.getParameterizedType());
  }

  private void requestBody(Route route, ObjectNode operation) {
    for (Parameter parameter : route.handler().getParameters()) {
      if (parameter.getType() == Body.class) {
        Type type =
            ((ParameterizedType) parameter.getParameterizedType()).getActualTypeArguments()[0];
        ObjectNode body = operation.putObject("requestBody");
        body.put("required", !parameter.isAnnotationPresent(OptionalBody.class));
        MaxBody raised = route.handler().getAnnotation(MaxBody.class);
        body.put("x-max-bytes", raised == null ? MaxBody.DEFAULT_BYTES : raised.bytes());
        ObjectNode content = body.putObject("content");
        if (type instanceof Class<?> raw && raw.isRecord()) {
          ObjectNode json = content.putObject("application/json");
          json.set("schema", schemas.of(type));
          json.set("example", Examples.of(type));
        } else {
          content.putObject("*/*");
        }
      }
    }
  }

  private void responses(Route route, ObjectNode responses) {
    boolean first = true;
    for (int status : route.statuses()) {
      ObjectNode response =
          responses.putObject(Integer.toString(status)).put("description", description(status));
      if (first && status != 204 && status / 100 == 2) {
        content(route, response.putObject("content").putObject(route.answers().type()));
      }
      first = false;
    }
    Refusals.into(responses, route);
  }

  private void content(Route route, ObjectNode content) {
    Type declared = route.handler().getGenericReturnType();
    if (route.answers().items() != Void.class) {
      page(content, route.answers().items());
    } else if (route.answers().body() != Void.class) {
      single(content, route.answers().body());
    } else if (declared instanceof ParameterizedType page && page.getRawType() == Page.class) {
      page(content, page.getActualTypeArguments()[0]);
    } else if (declared != Response.class && declared instanceof Class<?> raw && raw.isRecord()) {
      single(content, declared);
    } else if (route.answers().type().equals("application/json")) {
      content.putObject("schema").put("type", "object");
    }
    if (!route.answers().example().isEmpty()) {
      content.put("example", route.answers().example());
    }
  }

  private void page(ObjectNode content, Type item) {
    content.set("schema", schemas.page(item));
    content.set("example", Examples.page(item));
  }

  private void single(ObjectNode content, Type type) {
    content.set("schema", schemas.of(type));
    content.set("example", Examples.of(type));
  }

  private static String description(int status) {
    return switch (status) {
      case 200 -> "Done";
      case 201 -> "Made";
      case 202 -> "Accepted; it goes on by itself";
      case 204 -> "Done; no body";
      default -> "Answer";
    };
  }
}
