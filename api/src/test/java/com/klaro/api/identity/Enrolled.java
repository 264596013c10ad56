package com.klaro.api.identity;

import com.klaro.api.Answer;
import com.klaro.api.Call;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.Authenticator;
import com.klaro.store.identity.SoftAuthenticator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Somebody with a second factor, by way of the API alone.
///
/// @param session that set it up
record Enrolled(
    RunningApi api, String email, Answer session, Authenticator app, List<String> recoveryCodes) {

  static final String PASSWORD = "a long enough password";

  static Enrolled of(RunningApi api, String email) {
    Answer session = api.newcomer(email, PASSWORD);
    var app = new Authenticator(begin(api, session).text("secret"));
    Answer confirmed =
        call(api, session, "POST", "/v1/me/totp/confirm", app.code(api.clock().instant()));
    if (confirmed.status() != 200) {
      throw new AssertionError(confirmed.body());
    }
    return new Enrolled(api, email, session, app, codes(confirmed));
  }

  static Answer begin(RunningApi api, Answer session) {
    return api.call("POST", "/v1/me/totp").bearer(session.text("accessToken")).send();
  }

  static Answer call(RunningApi api, Answer session, String method, String path, String code) {
    return api.call(method, path)
        .bearer(session.text("accessToken"))
        .json("{\"code\":\"" + code + "\"}")
        .send();
  }

  static List<String> codes(Answer answer) {
    List<String> codes = new ArrayList<>();
    answer.json().path("recoveryCodes").forEach(code -> codes.add(code.asText()));
    return codes;
  }

  /// The same session, whose access token lives again.
  Enrolled refreshed() {
    String token = session.text("refreshToken");
    Answer next = api.post("/v1/sessions/refresh", "{\"refreshToken\":\"" + token + "\"}");
    return new Enrolled(api, email, next, app, recoveryCodes);
  }

  /// Had for longer than a new password takes it off again, and signed in anew.
  Enrolled settled() {
    api.clock().advance(Duration.ofDays(1));
    return new Enrolled(api, email, login(code()), app, recoveryCodes);
  }

  /// Adds a passkey, with the app in hand.
  Answer add(SoftAuthenticator passkey) {
    return PasskeyOwner.add(
        api,
        session,
        passkey.create(PasskeyOwner.options(api, session, "/v1/me/passkeys/options")),
        "\"currentCode\":\"" + code() + "\"");
  }

  /// A code that was not used yet.
  String code() {
    api.clock().advance(Duration.ofSeconds(30));
    return app.code(api.clock().instant());
  }

  String wrong() {
    return app.wrong(api.clock().instant());
  }

  Answer login(String totp) {
    return login(api, email, PASSWORD, totp, "");
  }

  Answer loginWithoutCode(String password) {
    return login(api, email, password, "", "");
  }

  static Answer login(
      RunningApi api, String email, String password, String totp, String deviceToken) {
    return api.post(
        "/v1/sessions",
        "{\"email\":\"%s\",\"password\":\"%s\",\"totp\":\"%s\",\"deviceToken\":\"%s\"}"
            .formatted(email, password, totp, deviceToken));
  }

  Answer reauthenticate(String totp) {
    Call call = api.call("POST", "/v1/sessions/reauthenticate").bearer(session.text("accessToken"));
    return call.json("{\"password\":\"%s\",\"totp\":\"%s\"}".formatted(PASSWORD, totp)).send();
  }

  /// Takes another app into use.
  Answer replace(Authenticator fresh, String current) {
    return api.call("POST", "/v1/me/totp/confirm")
        .bearer(session.text("accessToken"))
        .json(
            "{\"code\":\"%s\",\"currentCode\":\"%s\"}"
                .formatted(fresh.code(api.clock().instant()), current))
        .send();
  }

  Answer me() {
    return api.call("GET", "/v1/me").bearer(session.text("accessToken")).send();
  }

  List<String> acts() {
    return rows(
        "SELECT action FROM platform_audit_events WHERE chain = 'account/' || ? ORDER BY seq");
  }

  List<String> notices() {
    return rows("SELECT kind FROM notices WHERE account_id = ?::uuid ORDER BY id");
  }

  private List<String> rows(String sql) {
    try (Handle handle = api.superuser()) {
      return handle
          .select(sql, session.json().path("account").path("id").asText())
          .mapTo(String.class)
          .list();
    }
  }
}
