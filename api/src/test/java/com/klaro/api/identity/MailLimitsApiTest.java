package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.CredentialLimits;
import com.klaro.store.limits.Place;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How many mails strangers can have sent to one address, that none of them costs its owner the way
/// in, and how many one client can have sent at all (S6-4).
class MailLimitsApiTest {

  private static final String VICTIM = "{\"email\":\"victim@example.com\"}";
  private static final String SIGNUP =
      "{\"email\":\"victim@example.com\",\"workspaceName\":\"Strangers\",\"country\":\"IN\"}";

  private final RunningApi api = RunningApi.limited();

  @AfterEach
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void signUpsUseUpNoLinkForANewPassword() {
    accepted(12, "/v1/signups", SIGNUP);
    assertThat(rows("signups")).isEqualTo(10);
    accepted(12, "/v1/password-resets", VICTIM);
    assertThat(rows("password_resets")).isEqualTo(10);
  }

  @Test
  void linksForANewPasswordUseUpNoSignUp() {
    accepted(12, "/v1/password-resets", VICTIM);
    assertThat(rows("password_resets")).isEqualTo(10);
    accepted(1, "/v1/signups", SIGNUP);
    assertThat(rows("signups")).isOne();
  }

  @Test
  void aMailboxIsNotFilled() {
    accepted(12, "/v1/signups", SIGNUP);
    assertThat(rows("signups")).isEqualTo(10);
  }

  /// Three hundred an hour, whatever is asked for and for whom.
  @Test
  void oneClientDoesNotMailTheWorld() {
    Place client = CredentialLimits.scaled(1).mailPeer("127.0.0.1");
    api.store().limits().add(Collections.nCopies(298, client));
    assertThat(signup("stranger1@example.com").status()).isEqualTo(202);
    assertThat(forgot("stranger2@example.com").status()).isEqualTo(202);
    for (Answer last : List.of(signup("another1@example.com"), forgot("another2@example.com"))) {
      assertThat(last.problem()).isEqualTo("too-many-requests");
      assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(6, 12);
    }
    assertThat(rows("signups")).isOne();
  }

  private Answer forgot(String email) {
    return api.post("/v1/password-resets", "{\"email\":\"%s\"}".formatted(email));
  }

  private Answer signup(String email) {
    return api.post(
        "/v1/signups",
        "{\"email\":\"%s\",\"workspaceName\":\"Shop\",\"country\":\"IN\"}".formatted(email));
  }

  private void accepted(int times, String path, String body) {
    for (int i = 0; i < times; i++) {
      assertThat(api.post(path, body).status()).isEqualTo(202);
    }
  }

  private long rows(String table) {
    try (Handle handle = api.superuser()) {
      return handle.select("SELECT count(*) FROM " + table).mapTo(Long.class).one();
    }
  }
}
