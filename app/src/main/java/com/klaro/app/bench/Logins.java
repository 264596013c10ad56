package com.klaro.app.bench;

import com.klaro.app.client.Answer;
import java.util.List;
import java.util.Map;

/// Logins of several people in turn, over HTTP.
record Logins(ApiChild api, List<String> people, String password) {

  Answer one(int turn) {
    return api.api()
        .post(
            "/v1/sessions",
            Map.of("email", people.get(turn % people.size()), "password", password));
  }

  void succeeds(int turn) {
    one(turn).expect(200);
  }
}
