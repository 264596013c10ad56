package com.klaro.api.tokens;

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

/// The public keys that verify access tokens (RFC 7517). They may be kept for less time than a new
/// key waits before it signs.
@Path("/.well-known/jwks.json")
@Produces(MediaType.APPLICATION_JSON)
@Topic("The keys that access tokens are checked with.")
public final class JwksResource {

  public record KeySet(List<Key> keys) {}

  public record Key(
      @Described(oneOf = "EC", example = "EC") String kty,
      @Described(oneOf = "sig", example = "sig") String use,
      @Described(oneOf = "P-256", example = "P-256") String crv,
      @Described(example = "0199c6a0-7c1e-7d3a-9f60-3c4b5a697887") String kid,
      @Described(example = "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4") String x,
      @Described(example = "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM") String y) {}

  private final AccessTokens tokens;

  public JwksResource(AccessTokens tokens) {
    this.tokens = tokens;
  }

  @GET
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "Public keys of access tokens", body = KeySet.class)
  public Response keys() {
    return Response.ok(tokens.jwksJson())
        .header("Cache-Control", "public, max-age=" + AccessTokenKeys.PUBLISHED_FOR.toSeconds())
        .build();
  }
}
