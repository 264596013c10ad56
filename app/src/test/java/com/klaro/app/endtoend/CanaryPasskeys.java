package com.klaro.app.endtoend;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.klaro.app.client.Answer;
import com.klaro.app.client.ApiClient;
import com.klaro.store.identity.SoftAuthenticator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.random.RandomGenerator;

/// A customer who adds a passkey and signs in by it. Its credential and its key are no secrets:
/// those that are do not leave the authenticator. What was signed, and the challenge that it was
/// signed for, would let somebody try again.
record CanaryPasskeys(RunningKlaro klaro, CanaryJourney journey) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

  void of(ApiClient owner) {
    var passkey = new SoftAuthenticator();
    // As development makes them; an address is no domain.
    passkey.domain = "localhost";
    passkey.origin = "http://localhost:" + URI.create(klaro.url("api")).getPort();
    String name = new CanaryNames(RandomGenerator.getDefault()).words();
    plant("passkey's name", name);
    Map<String, Object> made =
        shown("new passkey", passkey.create(asked(owner, "/v1/me/passkeys/options")));
    owner
        .post("/v1/me/passkeys", Map.of("name", name, "credential", made))
        .expect(201)
        .body()
        .path("recoveryCodes")
        .forEach(code -> plant("recovery code beside a passkey", code.asText()));
    journey.refuse(owner.post("/v1/me/passkeys", Map.of("name", name, "credential", made)));
    owner.get("/v1/me/passkeys").expect(200);

    Map<String, Object> signsIn =
        shown("passkey", passkey.get(asked(klaro.api(), "/v1/sessions/passkey/options")));
    Answer session =
        klaro.api().post("/v1/sessions/passkey", Map.of("credential", signsIn)).expect(200);
    journey.plant("by passkey", session);
    journey.refuse(klaro.api().post("/v1/sessions/passkey", Map.of("credential", signsIn)));
    ApiClient self = klaro.api().as(session.text("accessToken"));
    Map<String, Object> proof =
        shown("passkey again", passkey.get(asked(self, "/v1/sessions/reauthenticate/options")));
    Answer proven = self.post("/v1/sessions/reauthenticate", Map.of("passkey", proof)).expect(200);
    journey.plant("proven by passkey", proven);
    ApiClient again = klaro.api().as(proven.text("accessToken"));
    journey.refuse(again.post("/v1/sessions/reauthenticate", Map.of("passkey", proof)));
  }

  private static JsonNode asked(ApiClient api, String path) {
    return api.post(path, Map.of()).expect(200).body().path("publicKey");
  }

  /// @param what the authenticator says
  private Map<String, Object> shown(String which, String what) {
    try {
      JsonNode response = JSON.readTree(what).path("response");
      String client = response.path("clientDataJSON").asText();
      plant(which + "'s client data", client);
      plant(
          which + "'s challenge",
          JSON.readTree(Base64.getUrlDecoder().decode(client)).path("challenge").asText());
      if (response.has("signature")) {
        plant(which + "'s signature", response.path("signature").asText());
      }
      return JSON.readValue(what, FIELDS);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void plant(String name, String value) {
    journey.canaries().plant(name, value);
  }
}
