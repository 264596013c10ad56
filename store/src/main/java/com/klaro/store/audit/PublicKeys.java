package com.klaro.store.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.crypto.tink.subtle.Ed25519Verify;
import com.klaro.store.secrets.Sha256;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What `/.well-known/audit-keys.json` lists: every key that ever signed a head, as a JWK set (RFC
/// 7517, RFC 8037). Keys are never taken off, or the exports they signed could not be checked any
/// more.
///
/// @param keys newest first
public record PublicKeys(List<Key> keys) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public PublicKeys {
    keys = List.copyOf(keys);
  }

  /// @param id RFC 7638 thumbprint (SHA-256) of the key
  /// @param bytes the public key, 32 bytes
  public record Key(String id, byte[] bytes) {

    static Key of(byte[] bytes) {
      // Members in the order of their names, as the thumbprint needs them.
      String jwk = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + base64(bytes) + "\"}";
      return new Key(base64(Sha256.of(jwk)), bytes);
    }

    boolean verifies(byte[] content, byte[] signature) {
      try {
        new Ed25519Verify(bytes).verify(signature, content);
        return true;
      } catch (GeneralSecurityException notThisKeys) {
        return false;
      }
    }

    private String json() {
      return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"%s\",\"x\":\"%s\",\"use\":\"sig\",\"alg\":\"EdDSA\"}"
          .formatted(id, base64(bytes));
    }
  }

  Optional<Key> find(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  public String json() {
    return keys.stream().map(Key::json).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
  }

  /// Reads a JWK set. Entries that are no Ed25519 key are passed over; ids are computed anew, not
  /// believed.
  ///
  /// @throws IllegalArgumentException when it is no JWK set
  public static PublicKeys parse(String json) {
    try {
      JsonNode keys = JSON.readTree(json).path("keys");
      if (!keys.isArray()) {
        throw new IllegalArgumentException("Not a JWK set: it has no list `keys`");
      }
      var found = new ArrayList<Key>();
      for (JsonNode key : keys) {
        if (key.path("kty").asText().equals("OKP") && key.path("crv").asText().equals("Ed25519")) {
          found.add(Key.of(Base64.getUrlDecoder().decode(key.path("x").asText())));
        }
      }
      return new PublicKeys(found);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(
          "Not a JWK set: " + malformed.getOriginalMessage(), malformed);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
