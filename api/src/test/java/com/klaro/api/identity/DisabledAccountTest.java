package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.AccountDesk;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.EmailAddress;
import com.klaro.workflows.tenancy.AccountId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What an operator's word on the host is felt as at the door.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DisabledAccountTest {

  private static final String PASSWORD = "a long enough password";

  private final RunningApi api = RunningApi.start();
  private final AccountDesk desk =
      new AccountDesk(
          api.store().database(),
          new AddressIndex(api.store().key(AddressIndex.SECRET)),
          api.store().audit(),
          api.clock());

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void whoIsShutOutIsUnknownAndWhatWasEndedStaysEnded() {
    Answer session = api.newcomer("shut@example.com", PASSWORD);
    String reset = api.resetToken("shut@example.com");
    AccountId id = desk.find(new EmailAddress("SHUT@example.com")).orElseThrow();

    assertThat(desk.disable(id)).isTrue();
    assertThat(desk.disable(id)).isFalse();
    assertThat(me(session).status()).isEqualTo(401);
    assertThat(refresh(session).status()).isEqualTo(401);
    assertThat(login("shut@example.com").bytes()).isEqualTo(login("nobody@example.com").bytes());

    assertThat(desk.enable(id)).isTrue();
    assertThat(desk.enable(id)).isFalse();
    assertThat(me(session).status()).isEqualTo(401);
    assertThat(refresh(session).status()).isEqualTo(401);
    assertThat(redeem(reset).problem()).isEqualTo("invalid-token");
    assertThat(me(login("shut@example.com")).status()).isEqualTo(200);
  }

  private Answer redeem(String token) {
    return api.post(
        "/v1/password-resets/redeem",
        "{\"token\":\"%s\",\"newPassword\":\"%s\"}".formatted(token, PASSWORD));
  }

  private Answer refresh(Answer session) {
    return api.post(
        "/v1/sessions/refresh",
        "{\"refreshToken\":\"%s\"}".formatted(session.text("refreshToken")));
  }

  private Answer me(Answer session) {
    return api.call("GET", "/v1/me").bearer(session.text("accessToken")).send();
  }

  private Answer login(String email) {
    return api.post(
        "/v1/sessions", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD));
  }
}
