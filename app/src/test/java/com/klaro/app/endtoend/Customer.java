package com.klaro.app.endtoend;

import com.klaro.app.client.Answer;
import com.klaro.app.client.Mailbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Somebody with an address, who signs up.
record Customer(String address) {
  static final String PASSWORD = "a long walk by the river";

  Answer asksToSignUp(RunningKlaro klaro) {
    return klaro
        .api()
        .post(
            "/v1/signups",
            Map.of("email", address, "workspaceName", "River Walks", "country", "IN"));
  }

  List<Mailbox.Mail> mails(RunningKlaro klaro) {
    return klaro.mailbox().to(address);
  }

  /// The token of the first mail: a later one must not make it worthless.
  String token(RunningKlaro klaro, Duration patience) {
    return klaro.mailbox().await(address, 1, patience).getLast().token().orElseThrow();
  }

  Answer completes(RunningKlaro klaro, String token) {
    return klaro
        .api()
        .post(
            "/v1/signups/complete",
            Map.of("token", token, "fullName", "Asha Rao", "password", PASSWORD));
  }

  Answer signsIn(RunningKlaro klaro) {
    return klaro.api().post("/v1/sessions", Map.of("email", address, "password", PASSWORD));
  }

  /// All the way.
  Answer becomesACustomer(RunningKlaro klaro) {
    asksToSignUp(klaro).expect(202);
    return completes(klaro, token(klaro, Duration.ofSeconds(20))).expect(201);
  }
}
