package com.klaro.api.sessions;

import com.klaro.api.web.Access;
import com.klaro.api.web.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// The public keys that verify access tokens (RFC 7517). They may be kept for less time than a new
/// key waits before it signs.
@Path("/.well-known/jwks.json")
@Produces(MediaType.APPLICATION_JSON)
public final class JwksResource {

  private final AccessTokens tokens;

  public JwksResource(AccessTokens tokens) {
    this.tokens = tokens;
  }

  @GET
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "Public keys of access tokens", body = String.class)
  public Response keys() {
    return Response.ok(tokens.jwksJson())
        .header("Cache-Control", "public, max-age=" + AccessTokenKeys.PUBLISHED_FOR.toSeconds())
        .build();
  }
}
