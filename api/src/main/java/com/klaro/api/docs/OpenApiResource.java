package com.klaro.api.docs;

import com.klaro.api.web.Access;
import com.klaro.api.web.Answers;
import com.klaro.api.web.Described;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/// The description of this API, for machines.
@Path("/openapi.json")
public final class OpenApiResource {

  /// So much of it as every reader needs; the rest is OpenAPI 3.1.
  public record Document(
      @Described(example = "3.1.0") String openapi,
      Map<String, Object> info,
      Map<String, Object> paths,
      Map<String, Object> components) {}

  private final String document;

  public OpenApiResource(String document) {
    this.document = document;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "This document", body = Document.class)
  public Response document() {
    return Response.ok(document).header("Cache-Control", "public, max-age=300").build();
  }
}
