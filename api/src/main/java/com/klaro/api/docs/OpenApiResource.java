package com.klaro.api.docs;

import com.google.common.base.Suppliers;
import com.klaro.api.web.json.Described;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.api.web.route.Topic;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The description of this API, for machines.
@Path("/openapi.json")
@Topic("This description, and the list of refusals.")
public final class OpenApiResource {

  /// So much of it as every reader needs; the rest is OpenAPI 3.1.
  public record Document(
      @Described(example = "3.1.0") String openapi,
      Map<String, Object> info,
      List<Map<String, Object>> servers,
      List<Map<String, Object>> tags,
      Map<String, Object> paths,
      Map<String, Object> components) {}

  private final Supplier<String> document;

  /// @param document written when somebody asks, for a start has better things to do
  public OpenApiResource(Supplier<String> document) {
    this.document = Suppliers.memoize(document::get);
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "This document", body = Document.class)
  public Response document() {
    return Response.ok(document.get()).header("Cache-Control", "public, max-age=300").build();
  }
}
