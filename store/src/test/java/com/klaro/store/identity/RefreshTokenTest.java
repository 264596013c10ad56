package com.klaro.store.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.workflows.tenancy.SessionId;
import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefreshTokenTest {

  private final RefreshToken.Issuer issuer = new RefreshToken.Issuer(new byte[32]);
  private final RefreshToken token =
      RefreshToken.first(new SecureRandom(), new SessionId(UUID.randomUUID()));

  @Test
  void whatWasIssuedIsReadBack() {
    RefreshToken read = issuer.read(issuer.text(token)).orElseThrow();
    assertThat(read.sessionId()).isEqualTo(token.sessionId());
    assertThat(read.hash()).isEqualTo(token.hash());
  }

  @Test
  void everyChangedCharacterIsRefused() {
    String text = issuer.text(token);
    // The last character holds two spare bits, so a change there may spell the same bytes.
    for (int i = 0; i < text.length() - 1; i++) {
      char other = text.charAt(i) == 'A' ? 'B' : 'A';
      String changed = text.substring(0, i) + other + text.substring(i + 1);
      assertThat(issuer.read(changed)).isEmpty();
    }
  }

  @Test
  void anotherKeyIssuesOtherTokensAndSuccessors() {
    var other =
        new RefreshToken.Issuer(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
    assertThat(other.read(issuer.text(token))).isEmpty();
    assertThat(other.successor(token).hash()).isNotEqualTo(issuer.successor(token).hash());
  }

  @Test
  void parallelUsesAgreeOnTheSuccessor() {
    assertThat(issuer.text(issuer.successor(token)))
        .isEqualTo(issuer.text(issuer.successor(token)));
    assertThat(issuer.successor(token).hash()).isNotEqualTo(token.hash());
  }
}
