package com.klaro.api.web.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.identity.CredentialLimits;
import com.klaro.store.limits.Limit;
import com.klaro.store.members.InvitationLimits;
import com.klaro.store.members.RoleLimits;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the OpenAPI file says of limits is what limits.
class QuotaTest {

  private static final CredentialLimits SHIPPED = CredentialLimits.scaled(1);

  @Test
  void theWordsNameTheNumbersThatCount() {
    says(
        Quota.SIGN_IN,
        Duration.ofMinutes(15),
        SHIPPED.pair(),
        SHIPPED.peer(),
        SHIPPED.right(),
        SHIPPED.rightPeer(),
        SHIPPED.device(),
        SHIPPED.knownDevices());
    says(Quota.CODE, Duration.ofMinutes(15), SHIPPED.code());
    says(
        Quota.PROOF,
        Duration.ofMinutes(15),
        SHIPPED.proof(),
        SHIPPED.codeProof(),
        SHIPPED.rightProof());
    says(
        Quota.PASSKEY,
        Duration.ofMinutes(15),
        SHIPPED.peer(),
        SHIPPED.rightPeer(),
        SHIPPED.rightProof());
    says(Quota.LINK, Duration.ofMinutes(15), SHIPPED.link());
    says(Quota.NEW_PASSWORD, Duration.ofMinutes(15), SHIPPED.newPassword());
    says(Quota.MAILS, Duration.ofHours(1), SHIPPED.mail());
    says(Quota.MAILS, Duration.ofHours(1), SHIPPED.resetMail());
    says(Quota.MAILS, Duration.ofHours(1), SHIPPED.changeMail());
    says(Quota.MAILS_OF_CLIENT, Duration.ofHours(1), SHIPPED.mailPeer());
    says(
        Quota.INVITATIONS,
        List.of(Duration.ofDays(1), Duration.ofDays(1), Duration.ofHours(1)),
        InvitationLimits.OF_WORKSPACE,
        InvitationLimits.OF_INVITER,
        SHIPPED.mail());
    says(Quota.ROLES, Duration.ofHours(1), RoleLimits.OF_PAIR, RoleLimits.OF_GIVER);
  }

  @Test
  void oneNumberStandsForDevicesThatAreKnownAndForOthers() {
    assertThat(SHIPPED.knownCode().quota()).isEqualTo(SHIPPED.code().quota());
    assertThat(SHIPPED.knownRight().quota()).isEqualTo(SHIPPED.right().quota());
  }

  /// All numbers of the words, but those of the window, in their order.
  private static void says(Quota quota, Duration window, Limit... limits) {
    says(quota, Collections.nCopies(limits.length, window), limits);
  }

  private static void says(Quota quota, List<Duration> windows, Limit... limits) {
    List<String> numbers =
        Arrays.stream(quota.words().replace("15 minutes", "").split("[^0-9]+"))
            .filter(it -> !it.isEmpty() && !it.equals("429"))
            .toList();
    assertThat(numbers)
        .as(quota.name())
        .isEqualTo(Arrays.stream(limits).map(it -> Integer.toString(it.quota())).toList());
    assertThat(limits).extracting(Limit::window).containsExactlyElementsOf(windows);
  }
}
