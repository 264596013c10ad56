package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.klaro.app.client.Answer;
import com.klaro.app.client.ApiClient;
import com.klaro.store.identity.password.BreachedPasswords;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// S2-3: the development program asks the sandbox, as production asks the world.
class StolenPasswordsTest {
  private static final String STOLEN = "five stolen purple donkeys";

  @TempDir private Path folder;

  @Test
  void whatTheSandboxKnowsIsRefusedAlsoAfterARestartAndTakenWhileItFails() throws Exception {
    KlaroHome home = KlaroHome.inMemory(folder);
    try (RunningKlaro klaro = home.start()) {
      ApiClient sandbox = ApiClient.of(new OkHttpClient(), klaro.url("sandbox"));
      Customer asha = new Customer("asha@example.com");
      asha.asksToSignUp(klaro).expect(202);
      String token = asha.token(klaro, Duration.ofSeconds(20));
      sandbox
          .post(
              "/__control/act",
              Map.of(
                  "provider", "pwned",
                  "object", BreachedPasswords.sha1(STOLEN),
                  "action", "breach"))
          .expect(200);

      Answer refused = complete(klaro, token, STOLEN).expect(400);
      assertThat(refused.body().path("errors").path(0).path("field").asText())
          .isEqualTo("password");
      JsonNode call =
          sandbox
              .get("/__control/requests?provider=pwned")
              .expect(200)
              .body()
              .path("items")
              .path(0);
      assertThat(call.path("path").asText())
          .isEqualTo("/range/" + BreachedPasswords.sha1(STOLEN).substring(0, 5));
      complete(klaro, token, Customer.PASSWORD).expect(201);
      assertThat(klaro.stop()).isZero();
    }
    try (RunningKlaro klaro = home.start()) {
      ApiClient sandbox = ApiClient.of(new OkHttpClient(), klaro.url("sandbox"));
      Customer ravi = new Customer("ravi@example.com");
      ravi.asksToSignUp(klaro).expect(202);
      String token = ravi.token(klaro, Duration.ofSeconds(20));
      complete(klaro, token, STOLEN).expect(400);
      sandbox
          .post(
              "/__control/faults",
              Map.of(
                  "provider", "pwned",
                  "match", "GET /range/*",
                  "effect", "fail",
                  "times", 1))
          .expect(201);
      complete(klaro, token, STOLEN).expect(201);
    }
  }

  private static Answer complete(RunningKlaro klaro, String token, String password) {
    return klaro
        .api()
        .post(
            "/v1/signups/complete",
            Map.of("token", token, "fullName", "Asha Rao", "password", password));
  }
}
