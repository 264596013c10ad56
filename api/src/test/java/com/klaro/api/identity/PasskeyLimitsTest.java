package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// With a twentieth of the product's limits: five wrong ones from a client, and no more than one by
/// whoever is signed in.
class PasskeyLimitsTest {

  private final RunningApi api = RunningApi.limitedTo(0.05);

  @AfterEach
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void wrongOnesOfAClientAreCounted() {
    for (int i = 0; i < 5; i++) {
      assertThat(wrong().problem()).isEqualTo("invalid-credentials");
    }
    Answer beyond = wrong();
    assertThat(beyond.problem()).isEqualTo("too-many-requests");
    assertThat(beyond.header("Retry-After")).isNotEmpty();
  }

  @Test
  void rightOnesAreCountedForTheirClientAndTheirAccount() {
    try (RunningApi roomy = RunningApi.start();
        Handle superuser = roomy.superuser()) {
      PasskeyOwner owner = PasskeyOwner.of(roomy, "right@example.com");
      superuser.execute("DELETE FROM limit_buckets");
      Answer session = owner.signIn();
      assertThat(session.status()).isEqualTo(200);
      assertThat(places(superuser)).as("of the sign-in").isEqualTo(2);
      superuser.execute("DELETE FROM limit_buckets");
      Answer proved = owner.stepUp(session, owner.passkey());
      assertThat(proved.status()).isEqualTo(200);
      assertThat(places(superuser)).as("of whoever is signed in").isEqualTo(1);
      superuser.execute("DELETE FROM limit_buckets");
      Answer renewed =
          roomy
              .call("POST", "/v1/me/totp/recovery-codes")
              .bearer(proved.text("accessToken"))
              .json("{\"passkey\":%s}".formatted(owner.shown(proved)))
              .send();
      assertThat(renewed.status()).isEqualTo(200);
      assertThat(places(superuser)).as("of whoever shows one for something else").isEqualTo(1);
    }
  }

  private static int places(Handle superuser) {
    return superuser.select("SELECT count(*) FROM limit_buckets").mapTo(Integer.class).one();
  }

  private Answer wrong() {
    return PasskeyOwner.signIn(
        api,
        "{\"id\":\"AA\",\"response\":{\"clientDataJSON\":\"AA\",\"authenticatorData\":\"AA\",\"signature\":\"AA\"}}");
  }
}
