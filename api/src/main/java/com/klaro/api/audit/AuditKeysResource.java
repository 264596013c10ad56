package com.klaro.api.audit;

import com.klaro.api.web.json.Described;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.store.audit.AuditKeys;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/// The public keys that signed audit heads, old ones included: an export stays verifiable.
@Path("/.well-known/audit-keys.json")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditKeysResource {

  public record KeySet(List<Key> keys) {}

  public record Key(
      @Described(oneOf = "OKP", example = "OKP") String kty,
      @Described(oneOf = "Ed25519", example = "Ed25519") String crv,
      @Described(example = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k") String kid,
      @Described(example = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo") String x,
      @Described(oneOf = "sig", example = "sig") String use,
      @Described(oneOf = "EdDSA", example = "EdDSA") String alg) {}

  private final AuditKeys keys;

  public AuditKeysResource(AuditKeys keys) {
    this.keys = keys;
  }

  @GET
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "Public keys of audit heads", body = KeySet.class)
  public Response keys() {
    return Response.ok(keys.publicKeysJson())
        .header("Cache-Control", "public, max-age=300")
        .build();
  }
}
