package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.RunningApi;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How many mails strangers can have sent to one address, and that none of them costs its owner the
/// way in.
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
