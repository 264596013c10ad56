package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.CredentialLimits;
import com.klaro.store.limits.Place;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// How many mails strangers can have sent to one address, that none of them costs its owner the way
/// in, and how many one client can have sent at all (S6-4).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailLimitsApiTest {

  private static final String STRANGERS = "192.0.2.1";
  private static final String ONE_CLIENT = "192.0.2.2";

  private final RunningApi api = RunningApi.limited();

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void signUpsUseUpNoLinkForANewPassword() {
    assertThat(signups(12, "signed-up@example.com")).isEqualTo(10);
    assertThat(resets(12, "signed-up@example.com")).isEqualTo(10);
  }

  @Test
  void linksForANewPasswordUseUpNoSignUp() {
    assertThat(resets(12, "forgot@example.com")).isEqualTo(10);
    assertThat(signups(1, "forgot@example.com")).isOne();
  }

  @Test
  void aMailboxIsNotFilled() {
    assertThat(signups(12, "mailbox@example.com")).isEqualTo(10);
  }

  @Test
  void whoeverHasAnAccountIsMailedAsOftenAsWhoeverHasNone() {
    assertThat(api.newcomer("known@example.com", "a long enough password").status()).isEqualTo(201);
    assertThat(signups(1, "nobody@example.com")).isOne();

    assertThat(signups(12, "known@example.com"))
        .isEqualTo(signups(12, "nobody@example.com"))
        .isEqualTo(9);
    assertThat(resets(12, "known@example.com"))
        .isEqualTo(resets(12, "nobody@example.com"))
        .isEqualTo(10);
  }

  /// Three hundred an hour, whatever is asked for and for whom.
  @Test
  void oneClientDoesNotMailTheWorld() {
    Place client = CredentialLimits.scaled(1).mailPeer(ONE_CLIENT);
    api.store().limits().add(Collections.nCopies(298, client));
    long before = rows("signups");
    assertThat(signup(ONE_CLIENT, "stranger1@example.com").status()).isEqualTo(202);
    assertThat(forgot(ONE_CLIENT, "stranger2@example.com").status()).isEqualTo(202);
    for (Answer last :
        List.of(
            signup(ONE_CLIENT, "another1@example.com"),
            forgot(ONE_CLIENT, "another2@example.com"))) {
      assertThat(last.problem()).isEqualTo("too-many-requests");
      assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(6, 12);
    }
    assertThat(rows("signups")).isEqualTo(before + 1);
  }

  /// @return how many of them are kept
  private long signups(int times, String email) {
    long before = rows("signups");
    for (int i = 0; i < times; i++) {
      assertThat(signup(STRANGERS, email).status()).isEqualTo(202);
    }
    return rows("signups") - before;
  }

  private long resets(int times, String email) {
    long before = rows("password_resets");
    for (int i = 0; i < times; i++) {
      assertThat(forgot(STRANGERS, email).status()).isEqualTo(202);
    }
    return rows("password_resets") - before;
  }

  private Answer forgot(String client, String email) {
    return api.call("POST", "/v1/password-resets")
        .header("X-Forwarded-For", client)
        .json("{\"email\":\"%s\"}".formatted(email))
        .send();
  }

  private Answer signup(String client, String email) {
    return api.call("POST", "/v1/signups")
        .header("X-Forwarded-For", client)
        .json("{\"email\":\"%s\",\"workspaceName\":\"Shop\",\"country\":\"IN\"}".formatted(email))
        .send();
  }

  private long rows(String table) {
    try (Handle handle = api.superuser()) {
      return handle.select("SELECT count(*) FROM " + table).mapTo(Long.class).one();
    }
  }
}
