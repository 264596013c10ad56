package com.klaro.api.audit;

import com.klaro.api.web.Access;
import com.klaro.api.web.Answers;
import com.klaro.store.audit.AuditKeys;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// The public keys that signed audit heads, old ones included: an export stays verifiable.
@Path("/.well-known/audit-keys.json")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditKeysResource {

  private final AuditKeys keys;

  public AuditKeysResource(AuditKeys keys) {
    this.keys = keys;
  }

  @GET
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "Public keys of audit heads", body = String.class)
  public Response keys() {
    return Response.ok(keys.publicKeysJson())
        .header("Cache-Control", "public, max-age=300")
        .build();
  }
}
