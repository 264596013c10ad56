package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.Store;
import com.klaro.store.identity.RefreshTokenKeys;
import com.klaro.store.identity.SessionPolicy;
import com.klaro.store.secrets.KnownSecrets;
import com.klaro.store.secrets.LiveVersions;
import com.klaro.store.secrets.NamedSecret;
import com.klaro.store.secrets.SecretDesk;
import com.klaro.store.secrets.SecretOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// An operator at the desk while the API runs.
class RotatedRefreshKeyTest {

  private static final String PASSWORD = "a long enough password";
  private static final NamedSecret KEY = RefreshTokenKeys.secret(SessionPolicy.defaults());

  private final RunningApi api = RunningApi.start();
  private final SecretDesk desk = desk(api.store());

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void aRotationEndsNoSessionAndARetiredKeyEndsItsOwn() {
    Answer one = api.newcomer("one@example.com", PASSWORD);
    Answer other = api.newcomer("other@example.com", PASSWORD);
    assertThat(desk.rotate(KEY.name(), Optional.empty())).isInstanceOf(SecretOutcome.Rotated.class);
    api.takeUpKeys();
    api.clock().advance(LiveVersions.SETTLING);

    Answer swapped = refresh(one);
    assertThat(swapped.status()).isEqualTo(200);
    Answer newcomer = api.newcomer("new@example.com", PASSWORD);

    assertThat(desk.retire(KEY.name(), 1)).isEqualTo(new SecretOutcome.Retired(KEY.name(), 1));
    api.takeUpKeys();
    Answer refused = refresh(other);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.bytes()).isEqualTo(refresh("klr_none").bytes());
    // Both were signed with the new key.
    assertThat(refresh(swapped).status()).isEqualTo(200);
    assertThat(refresh(newcomer).status()).isEqualTo(200);
  }

  private Answer refresh(Answer session) {
    return refresh(session.text("refreshToken"));
  }

  private Answer refresh(String token) {
    return api.post("/v1/sessions/refresh", "{\"refreshToken\":\"%s\"}".formatted(token));
  }

  private static SecretDesk desk(Store store) {
    return new SecretDesk(
        store.database(),
        store.secrets(),
        new KnownSecrets(List.of(KEY)),
        store.audit().secretActs("secrets"),
        store.settings().clock(),
        store.settings().random());
  }
}
