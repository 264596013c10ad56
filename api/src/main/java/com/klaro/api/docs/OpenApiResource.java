package com.klaro.api.docs;

import com.klaro.api.web.Access;
import com.klaro.api.web.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// The description of this API, for machines.
@Path("/openapi.json")
public final class OpenApiResource {

  private final String document;

  public OpenApiResource(String document) {
    this.document = document;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "This document")
  public Response document() {
    return Response.ok(document).header("Cache-Control", "public, max-age=300").build();
  }
}
