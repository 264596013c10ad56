package com.klaro.app.endtoend;

import com.klaro.app.client.Answer;
import com.klaro.app.client.ApiClient;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import okhttp3.MediaType;
import okhttp3.RequestBody;

/// A door that takes what people type, where somebody types a secret that belongs elsewhere.
///
/// @param own a body that is refused for the values of its fields, not for a field that the door
///   does not know
record CanaryDoor(
    String method, String path, boolean isPublic, Function<String, Map<String, ?>> own) {
  private static final MediaType JSON = MediaType.get("application/json");

  /// What could be right gets a letter more, so that nobody is let in or loses what is theirs.
  static final List<CanaryDoor> ALL =
      List.of(
          open(
              "/v1/signups",
              it -> Map.of("email", "@" + it, "workspaceName", it.repeat(9), "country", it)),
          open("/v1/signups/complete", it -> Map.of("token", it, "fullName", it, "password", it)),
          open("/v1/sessions", it -> Map.of("email", it, "password", it, "totp", it)),
          open("/v1/sessions/refresh", it -> Map.of("refreshToken", it + "x")),
          open("/v1/sessions/passkey", it -> Map.of("credential", credential(it))),
          open("/v1/password-resets", it -> Map.of("email", "@" + it)),
          open("/v1/password-resets/redeem", it -> Map.of("token", it, "newPassword", it)),
          open("/v1/me/email/confirm", it -> Map.of("token", it)),
          signedIn("POST", "/v1/me/email", it -> Map.of("newEmail", it)),
          signedIn("PATCH", "/v1/me", it -> Map.of("fullName", it, "locale", it + "!")),
          signedIn(
              "POST",
              "/v1/me/password",
              it -> Map.of("currentPassword", it + "x", "newPassword", it)),
          signedIn("POST", "/v1/sessions/reauthenticate", it -> Map.of("password", it + "x")),
          signedIn("POST", "/v1/me/totp/confirm", it -> Map.of("code", it)),
          signedIn("POST", "/v1/me/totp/recovery-codes", it -> Map.of("code", it + "x")),
          signedIn(
              "POST", "/v1/me/passkeys", it -> Map.of("name", it, "credential", credential(it))),
          signedIn("POST", "/v1/invitations/accept", it -> Map.of("token", it)));

  private static CanaryDoor open(String path, Function<String, Map<String, ?>> own) {
    return new CanaryDoor("POST", path, true, own);
  }

  private static CanaryDoor signedIn(
      String method, String path, Function<String, Map<String, ?>> own) {
    return new CanaryDoor(method, path, false, own);
  }

  private static Map<String, ?> credential(String secret) {
    return Map.of(
        "id",
        secret,
        "rawId",
        secret,
        "type",
        "public-key",
        "response",
        Map.of(
            "clientDataJSON",
            secret,
            "attestationObject",
            secret,
            "authenticatorData",
            secret,
            "signature",
            secret,
            "userHandle",
            secret),
        "clientExtensionResults",
        Map.of());
  }

  /// @param answered what is said to each
  void misplace(ApiClient api, String secret, Consumer<Answer> answered) {
    answered.accept(
        api.send(method, path, RequestBody.create(secret, MediaType.get("text/plain"))));
    answered.accept(send(api, "{\"email\":\"" + secret));
    answered.accept(send(api, "{\"" + secret + "\":1}"));
    answered.accept(
        send(
            api,
            Map.of("email", Map.of("is", secret), "password", List.of(secret), "token", secret)));
    answered.accept(
        send(
            api,
            Map.of(
                "email",
                secret + " ",
                "password",
                secret,
                "refreshToken",
                secret,
                "newPassword",
                secret,
                "currentPassword",
                secret,
                "more",
                secret)));
    answered.accept(send(api, own.apply(secret)));
  }

  private Answer send(ApiClient api, String json) {
    return api.send(method, path, RequestBody.create(json, JSON));
  }

  private Answer send(ApiClient api, Map<String, ?> fields) {
    return switch (method) {
      case "PATCH" -> api.patch(path, fields);
      default -> api.post(path, fields);
    };
  }
}
