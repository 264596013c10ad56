package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.Columns;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.ChangeMailDue;
import com.klaro.store.identity.SessionPolicy;
import com.klaro.workflows.identity.EmailChangeId;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/// Another address, which both addresses confirm.
class EmailChangeApiTest extends EmailWishes {

  @Test
  void bothAddressesConfirmAndThenItIsChanged() {
    Answer session = newcomer("from@example.com");
    Answer beside = login("from@example.com");
    Links links = links(session, "to@example.com");

    assertThat(confirm(links.toOld()).status()).isEqualTo(204);
    assertThat(email(session)).isEqualTo("from@example.com");
    invalid(confirm(links.toOld()));
    assertThat(confirm(links.toNew()).status()).isEqualTo(204);
    invalid(confirm(links.toNew()));

    assertThat(email(session)).as("who asked stays signed in").isEqualTo("to@example.com");
    assertThat(me(beside).status()).isEqualTo(401);
    assertThat(login("from@example.com").problem()).isEqualTo("invalid-credentials");
    assertThat(login("to@example.com").status()).isEqualTo(200);
    assertThat(acts(session))
        .containsSubsequence("email.change-requested", "email.confirmed", "email.changed");
    assertThat(notices(session)).containsExactlyInAnyOrder("email-changed", "email-left");
    assertThat(rows(session)).isZero();
    assertThat(newcomer("from@example.com").status()).as("the old one is free").isEqualTo(201);
  }

  @Test
  void theOrderOfTheLinksDoesNotMatter() {
    Answer session = newcomer("order@example.com");
    Links links = links(session, "order2@example.com");
    assertThat(confirm(links.toNew()).status()).isEqualTo(204);
    assertThat(email(session)).isEqualTo("order@example.com");
    assertThat(confirm(links.toOld()).status()).isEqualTo(204);
    assertThat(email(session)).isEqualTo("order2@example.com");
  }

  /// Free, taken and unknown: the same answer, the same rows, and whoever has the old mailbox sees
  /// the same until the end.
  @Test
  void whoAsksLearnsNothing() {
    Object _ = newcomer("taken@example.com");
    Answer session = newcomer("asks@example.com");
    String free = ask(session, "free@example.com").bytes();
    assertThat(free).startsWith("202").contains("check-your-email");
    assertThat(ask(session, "Taken@Example.com").bytes()).isEqualTo(free);

    EmailChangeId change = newest();
    String old = token(writer().prepareOld(change, RunningApi.LINK_LIFE));
    assertThat(writer().prepareNew(change, RunningApi.LINK_LIFE))
        .as("to the account's own spelling")
        .isEqualTo(new ChangeMailDue.KnownAddress("taken@example.com"));
    assertThat(confirm(old).status()).isEqualTo(204);
    assertThat(email(session)).isEqualTo("asks@example.com");
    assertThat(login("taken@example.com").status()).isEqualTo(200);
  }

  @Test
  void itNeedsARecentProofAndAnotherAddress() {
    Answer session = newcomer("proof@example.com");
    Answer same = ask(session, "Proof@Example.com");
    assertThat(same.problem()).isEqualTo("invalid-request");
    assertThat(same.field()).isEqualTo("newEmail");
    assertThat(ask(session, "no address").field()).isEqualTo("newEmail");
    assertThat(rows(session)).isZero();

    api.clock().advance(SessionPolicy.defaults().recentAuthentication());
    Answer fresh = login("proof@example.com");
    Answer stale = ask(newcomerLater("stale@example.com"), "stale2@example.com");
    assertThat(stale.status()).isEqualTo(403);
    assertThat(stale.problem()).isEqualTo("recent-authentication-required");
    assertThat(ask(fresh, "proof2@example.com").status()).isEqualTo(202);
  }

  @Test
  void aRepeatWithAKeyIsDoneOnce() {
    Answer session = newcomer("keyed@example.com");
    String key = UUID.randomUUID().toString();
    Answer first = ask(session, "keyed2@example.com", key);
    Links links = linksOf(newest());
    Answer again = ask(session, "keyed2@example.com", key);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(ask(session, "keyed3@example.com", key).problem()).isEqualTo("idempotency-mismatch");
    assertThat(confirm(links.toOld()).status()).isEqualTo(204);
  }

  @Test
  void aNewerWishVoidsTheOlderAndTimeVoidsBoth() {
    Answer session = newcomer("newer@example.com");
    Links older = links(session, "older2@example.com");
    Links newer = links(session, "newer2@example.com");
    invalid(confirm(older.toOld()));
    invalid(confirm(older.toNew()));
    assertThat(confirm(newer.toOld()).status()).isEqualTo(204);
    api.clock().advance(RunningApi.LINK_LIFE);
    invalid(confirm(newer.toNew()));
    invalid(confirm("kls_" + "A".repeat(43)));
    invalid(confirm("no token"));
  }

  /// A thief's wish does not survive what the owner does against thieves.
  private void change(Answer session, String current, String chosen) {
    assertThat(
            api.call("POST", "/v1/me/password")
                .bearer(session.text("accessToken"))
                .json(
                    "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}"
                        .formatted(current, chosen))
                .send()
                .status())
        .isEqualTo(204);
  }

  @Test
  void theOwnersResetPasswordChangeAndSignOutVoidIt() {
    Object _ = newcomer("robbed@example.com");
    Links beforeReset = links(login("robbed@example.com"), "thief1@example.com");
    String reset = api.resetToken("robbed@example.com");
    assertThat(redeem(reset, NEXT).status()).isEqualTo(204);
    invalid(confirm(beforeReset.toNew()));

    Links beforeChange = links(login("robbed@example.com", NEXT), "thief2@example.com");
    Answer owner = login("robbed@example.com", NEXT);
    change(owner, NEXT, PASSWORD);
    invalid(confirm(beforeChange.toOld()));

    Links beforeSignOut = links(login("robbed@example.com"), "thief3@example.com");
    assertThat(delete(owner, "/v1/sessions/others").status()).isEqualTo(204);
    invalid(confirm(beforeSignOut.toOld()));

    Answer thief = login("robbed@example.com");
    Links beforeEnd = links(thief, "thief4@example.com");
    String session = me(thief).json().path("sessionId").asText();
    assertThat(delete(owner, "/v1/sessions/" + session).status()).isEqualTo(204);
    invalid(confirm(beforeEnd.toOld()));
  }

  @Test
  void whatTheOwnersOwnSessionAskedForStays() {
    Answer owner = newcomer("calm@example.com");
    Links links = links(owner, "calm2@example.com");
    assertThat(delete(owner, "/v1/sessions/others").status()).isEqualTo(204);
    assertThat(confirm(links.toOld()).status()).isEqualTo(204);
    assertThat(delete(owner, "/v1/sessions/current").status()).isEqualTo(204);
    assertThat(confirm(links.toNew()).status()).isEqualTo(204);
    assertThat(login("calm2@example.com").status()).isEqualTo(200);
  }

  @Test
  void aSignUpThatWasFasterWinsAndNothingIsHalfDone() {
    Answer session = newcomer("late@example.com");
    Links links = links(session, "fast@example.com");
    assertThat(confirm(links.toOld()).status()).isEqualTo(204);
    assertThat(newcomer("fast@example.com").status()).isEqualTo(201);
    Answer beside = login("late@example.com");

    Answer lost = confirm(links.toNew());
    assertThat(lost.status()).isEqualTo(409);
    assertThat(lost.problem()).isEqualTo("conflict");
    assertThat(email(session)).isEqualTo("late@example.com");
    assertThat(me(beside).status()).as("no session ended").isEqualTo(200);
    assertThat(notices(session)).isEmpty();
    assertThat(acts(session)).contains("email.change-failed").doesNotContain("email.changed");
    invalid(confirm(links.toNew()));
  }

  /// At the very moment of the owner's reset: whichever comes first, no thief's wish is left. A
  /// link for a new password that went to the old mailbox is worth nothing after the change.
  @Test
  void aResetLinkOfTheOldAddressEndsWithIt() {
    Answer session = newcomer("former@example.com");
    Links links = links(session, "present@example.com");
    String reset = api.resetToken("former@example.com");
    assertThat(confirm(links.toOld()).status()).isEqualTo(204);
    assertThat(confirm(links.toNew()).status()).isEqualTo(204);
    invalid(redeem(reset, NEXT));
    assertThat(login("present@example.com").status()).isEqualTo(200);
  }

  @Test
  void anAccountThatIsDisabledMeanwhileConfirmsNothing() {
    Answer session = newcomer("off@example.com");
    Links links = links(session, "off2@example.com");
    try (Handle handle = api.superuser()) {
      handle.execute(
          "UPDATE accounts SET disabled_at = now() WHERE id = ?::uuid", account(session));
    }
    invalid(confirm(links.toOld()));
  }

  @Test
  void tenMailsAnHourGoToOneAddressAndNobodyIsTold() {
    try (RunningApi limited = RunningApi.limited()) {
      for (int i = 0; i < 12; i++) {
        Answer asked =
            limited
                .call("POST", "/v1/me/email")
                .bearer(limited.token(limited.people().signedIn("full" + i + "@example.com")))
                .json("{\"newEmail\":\"victim@example.com\"}")
                .send();
        assertThat(asked.status()).isEqualTo(202);
      }
      try (Handle handle = limited.superuser()) {
        assertThat(handle.select("SELECT count(*) FROM email_changes").mapTo(Long.class).one())
            .isEqualTo(10);
      }
    }
  }

  /// Whoever uses up what somebody's address gets must not hold them to that address.
  @Test
  void strangersDoNotUseUpWhatSomebodySignedInIsSent() {
    try (RunningApi limited = RunningApi.limited()) {
      for (int i = 0; i < 10; i++) {
        assertThat(
                limited
                    .call("POST", "/v1/signups")
                    .json(
                        "{\"email\":\"held@example.com\",\"workspaceName\":\"Shop\",\"country\":\"IN\"}")
                    .send()
                    .status())
            .isEqualTo(202);
      }
      String token = limited.token(limited.people().signedIn("held@example.com"));
      for (int i = 0; i < 12; i++) {
        assertThat(
                limited
                    .call("POST", "/v1/me/email")
                    .bearer(token)
                    .json("{\"newEmail\":\"free%d@example.com\"}".formatted(i))
                    .send()
                    .status())
            .isEqualTo(202);
      }
      try (Handle handle = limited.superuser()) {
        assertThat(
                handle
                    .select(
                        "SELECT count(*) FROM platform_audit_events WHERE action ="
                            + " 'email.change-requested'")
                    .mapTo(Long.class)
                    .one())
            .as("their own, ten an hour")
            .isEqualTo(10);
      }
    }
  }

  @Test
  void rowsHoldTheHashesOfTokensAndNoAddress() {
    Answer session = newcomer("dump@example.com");
    Links links = links(session, "dump2@example.com");
    var columns = new Columns(api);
    columns.holdOnlyTheHashOf(links.toOld(), "email_change_tokens.token_hash");
    columns.holdOnlyTheHashOf(links.toNew(), "email_change_tokens.token_hash");
    columns.holdNothingOf("dump2");
  }
}
