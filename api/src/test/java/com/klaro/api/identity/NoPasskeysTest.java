package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.SoftAuthenticator;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoPasskeysTest {

  /// Nor from a `Host` that somebody sends.
  @Test
  void withoutADomainInTheConfigurationThereAreNone() {
    try (RunningApi api = RunningApi.withoutPasskeys()) {
      Answer session = api.newcomer("none@example.com", PasskeyOwner.PASSWORD);
      String token = session.text("accessToken");
      String shown = new SoftAuthenticator().get(PasskeyOwner.signInOptions(api));
      for (Answer answer :
          List.of(
              api.call("POST", "/v1/me/passkeys/options").bearer(token).send(),
              PasskeyOwner.add(api, session, "{}"),
              api.call("POST", "/v1/sessions/passkey/options").send(),
              PasskeyOwner.signIn(api, shown),
              api.call("POST", "/v1/sessions/reauthenticate/options").bearer(token).send())) {
        assertThat(answer.problem()).isEqualTo("not-found");
        assertThat(answer.text("detail")).isEqualTo("There are no passkeys here.");
      }
      assertThat(api.call("GET", "/v1/me/passkeys").bearer(token).send().status()).isEqualTo(200);
      assertThat(api.server().web().undeclared()).isEmpty();
    }
  }
}
