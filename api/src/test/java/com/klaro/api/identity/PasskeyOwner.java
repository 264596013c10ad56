package com.klaro.api.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.SoftAuthenticator;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Somebody with a passkey, by way of the API alone.
///
/// @param session that added it
/// @param added the answer
record PasskeyOwner(
    RunningApi api, String email, Answer session, SoftAuthenticator passkey, Answer added) {

  static final String PASSWORD = "a long enough password";

  static PasskeyOwner of(RunningApi api, String email) {
    Answer session = api.newcomer(email, PASSWORD);
    var passkey = new SoftAuthenticator();
    Answer added = add(api, session, passkey);
    if (added.status() != 201) {
      throw new AssertionError(added.body());
    }
    return new PasskeyOwner(api, email, session, passkey, added);
  }

  static Answer add(RunningApi api, Answer session, SoftAuthenticator passkey) {
    return add(api, session, passkey.create(options(api, session, "/v1/me/passkeys/options")));
  }

  static Answer add(RunningApi api, Answer session, String credential) {
    return add(api, session, credential, "\"currentCode\":\"\"");
  }

  /// @param shown a field that says what is shown of a second factor
  static Answer add(RunningApi api, Answer session, String credential, String shown) {
    return api.call("POST", "/v1/me/passkeys")
        .bearer(session.text("accessToken"))
        .json("{\"name\":\"My phone\",\"credential\":" + credential + "," + shown + "}")
        .send();
  }

  /// Adds another one, with this one in hand.
  Answer add(Answer of, SoftAuthenticator another) {
    return add(of, another.create(options(api, of, "/v1/me/passkeys/options")));
  }

  Answer add(Answer of, String credential) {
    return add(api, of, credential, "\"currentPasskey\":" + shown(of));
  }

  /// That it is in hand, in this session.
  String shown(Answer of) {
    return shown(of, passkey);
  }

  String shown(Answer of, SoftAuthenticator with) {
    return with.get(options(api, of, "/v1/sessions/reauthenticate/options"));
  }

  static JsonNode options(RunningApi api, Answer session, String path) {
    Answer answer = api.call("POST", path).bearer(session.text("accessToken")).send();
    if (answer.status() != 200) {
      throw new AssertionError(answer.body());
    }
    return answer.json().path("publicKey");
  }

  static JsonNode signInOptions(RunningApi api) {
    return api.call("POST", "/v1/sessions/passkey/options").send().json().path("publicKey");
  }

  static Answer signIn(RunningApi api, String credential) {
    return api.post("/v1/sessions/passkey", "{\"credential\":" + credential + "}");
  }

  Answer signIn() {
    return signIn(api, passkey.get(signInOptions(api)));
  }

  Answer stepUp(Answer of, SoftAuthenticator with) {
    return stepUp(of, shown(of, with));
  }

  Answer stepUp(Answer of, String credential) {
    return api.call("POST", "/v1/sessions/reauthenticate")
        .bearer(of.text("accessToken"))
        .json("{\"passkey\":" + credential + "}")
        .send();
  }

  Answer call(String method, String path) {
    return api.call(method, path).bearer(session.text("accessToken")).send();
  }

  Answer remove() {
    return remove(session, "{\"passkey\":" + shown(session) + "}");
  }

  Answer remove(Answer of, String shown) {
    return api.call("DELETE", "/v1/me/passkeys/" + added.text("id"))
        .bearer(of.text("accessToken"))
        .json(shown)
        .send();
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
