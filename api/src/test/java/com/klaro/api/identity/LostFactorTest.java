package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.Call;
import com.klaro.api.RunningApi;
import com.klaro.store.audit.AuditVerdict;
import com.klaro.store.audit.AuditVerifier;
import com.klaro.store.identity.AccountDesk;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.Authenticator;
import com.klaro.store.identity.FactorDesk;
import com.klaro.store.identity.FactorResetOutcome;
import com.klaro.store.identity.NoticeIntake;
import com.klaro.store.identity.SoftAuthenticator;
import com.klaro.store.identity.password.PasswordHasher;
import com.klaro.store.identity.password.PasswordPepper;
import com.klaro.workflows.tenancy.AccountId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Who lost every second factor, or has a stranger's, is let in again by an operator: of what
/// opened the account nothing does any more, and reading the mailbox is what begins anew.
class LostFactorTest extends EmailWishes {

  private static final String FRESH = "another long password";
  private static final String PASSWORD_ROW =
      "SELECT password_number || ' ' || version || ' ' || password_phc FROM credentials WHERE"
          + " account_id = ?::uuid";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final PasswordHasher hasher =
      new PasswordHasher(RunningApi.HASHING, PasswordPepper.none(api.clock(), meters), meters);
  private final FactorDesk desk =
      new FactorDesk(
          api.store().database(),
          api.store().audit(),
          new NoticeIntake(
              api.store().outbox(), Duration.ofDays(1), api.store().settings().ids(), api.clock()),
          hasher,
          new SecureRandom(),
          api.clock());

  @AfterAll
  void closeHasher() {
    hasher.close();
  }

  @Test
  void whoLostTheAppBeginsAnewInAWorkspaceThatAsksForIt() {
    Enrolled lost = Enrolled.of(api, "app@example.com");
    String workspace = "/v1/workspaces/" + lost.session().json().at("/workspaces/0/id").asText();
    assertThat(
            as(lost.session(), "PATCH", workspace)
                .json("{\"secondFactorRequired\":true}")
                .send()
                .status())
        .isEqualTo(200);

    assertThat(desk.reset(id(lost.session()))).isEqualTo(FactorResetOutcome.DONE);

    assertThat(redeem(api.resetToken(lost.email()), FRESH).status()).isEqualTo(204);
    Answer in = Enrolled.login(api, lost.email(), FRESH, "", "");
    assertThat(in.status()).as(in.body()).isEqualTo(200);
    assertThat(as(in, "GET", "/v1/me").send().json().path("secondFactor"))
        .hasToString("{\"totp\":false,\"recoveryCodesLeft\":0,\"passkeys\":0}");
    assertThat(as(in, "GET", workspace).send().problem())
        .isEqualTo("second-factor-enrolment-required");
    var app = new Authenticator(Enrolled.begin(api, in).text("secret"));
    String code = app.code(api.clock().instant());
    Answer set = Enrolled.call(api, in, "POST", "/v1/me/totp/confirm", code);
    assertThat(Enrolled.codes(set)).hasSize(10);
    assertThat(as(in, "GET", workspace).send().status()).isEqualTo(200);
    assertThat(Enrolled.login(api, lost.email(), FRESH, "", "").problem())
        .isEqualTo("second-factor-required");
  }

  @Test
  void nothingOpensTheAccountThatDidBefore() {
    Enrolled lost = Enrolled.of(api, "before@example.com");
    Answer device = lost.login(lost.code());
    Answer pending = Enrolled.begin(api, device);
    var passkey = new SoftAuthenticator();
    Enrolled now = new Enrolled(api, lost.email(), device, lost.app(), lost.recoveryCodes());
    assertThat(now.add(passkey).status()).isEqualTo(201);
    String link = api.resetToken(lost.email());
    Links wish = links(device, "elsewhere@example.com");

    assertThat(desk.reset(id(device))).isEqualTo(FactorResetOutcome.DONE);

    for (Answer old : List.of(lost.session(), device)) {
      assertThat(as(old, "GET", "/v1/me").send().status()).isEqualTo(401);
      assertThat(refresh(old).status()).isEqualTo(401);
    }
    Answer nobody = Enrolled.login(api, "nobody@example.com", PASSWORD, "", "");
    String known = device.text("deviceToken");
    for (String code : List.of("", lost.code(), lost.recoveryCodes().getLast())) {
      Answer refused = Enrolled.login(api, lost.email(), PASSWORD, code, known);
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.bytes()).isEqualTo(nobody.bytes());
    }
    assertThat(PasskeyOwner.signIn(api, passkey.get(PasskeyOwner.signInOptions(api))).problem())
        .isEqualTo("invalid-credentials");
    assertThat(redeem(link, FRESH).problem()).isEqualTo("invalid-token");
    assertThat(confirm(wish.toOld()).problem()).isEqualTo("invalid-token");
    assertThat(confirm(wish.toNew()).problem()).isEqualTo("invalid-token");

    assertThat(redeem(api.resetToken(lost.email()), FRESH).status()).isEqualTo(204);
    Answer in = Enrolled.login(api, lost.email(), FRESH, "", known);
    var waiting = new Authenticator(pending.text("secret"));
    String code = waiting.code(api.clock().instant());
    assertThat(Enrolled.call(api, in, "POST", "/v1/me/totp/confirm", code).problem())
        .as("an app that waited to be confirmed")
        .isEqualTo("conflict");
  }

  /// The owner, the operators, and whoever asks them later.
  @Test
  void itIsToldAndWrittenDown() {
    PasskeyOwner lost = PasskeyOwner.of(api, "told@example.com");
    AccountId id = id(lost.session());

    assertThat(desk.reset(id)).isEqualTo(FactorResetOutcome.DONE);

    assertThat(lost.notices()).last().isEqualTo("second-factor-reset");
    assertThat(lost.acts()).last().isEqualTo("second-factor.reset");
    String row =
        "SELECT actor || ' ' || action FROM platform_audit_events WHERE subject = 'account/' || ?"
            + " AND chain = 'platform'";
    assertThat(texts(row, id)).containsExactly("operator:accounts account.second-factor-reset");
    assertThat(redeem(api.resetToken(lost.email()), FRESH).status()).isEqualTo(204);
    Answer in = Enrolled.login(api, lost.email(), FRESH, "", "");
    assertThat(as(in, "GET", "/v1/me/export").send().body())
        .contains("\"second-factor.reset\"", "operator:accounts");
    var verifier =
        new AuditVerifier(api.store().auditSource(), api.store().auditKeys(), api.clock());
    assertThat(verifier.verify()).isInstanceOf(AuditVerdict.Sound.class);
  }

  /// A stranger cannot tell by the time that a sign-in takes, and a sign-in that began before ends
  /// nowhere.
  @Test
  void thePasswordIsOneOfTodaysThatNobodyKnows() {
    Enrolled lost = Enrolled.of(api, "useless@example.com");
    AccountId id = id(lost.session());
    String before = texts(PASSWORD_ROW, id).getFirst();
    assertThat(desk.reset(id)).isEqualTo(FactorResetOutcome.DONE);
    String after = texts(PASSWORD_ROW, id).getFirst();

    assertThat(before).startsWith("1 ");
    assertThat(after).startsWith("2 ").isNotEqualTo(before.replaceFirst("1", "2"));
    assertThat(parameters(after)).isEqualTo(parameters(before)).contains("argon2id");
    assertThat(version(after)).isGreaterThan(version(before));
  }

  @Test
  void aShortPasswordDoesNotStayOne() {
    Enrolled lost = Enrolled.of(api, "short@example.com");
    assertThat(
            as(lost.session(), "POST", "/v1/me/password")
                .json(
                    "{\"currentPassword\":\"%s\",\"newPassword\":\"vq7#kd0x\"}".formatted(PASSWORD))
                .send()
                .status())
        .isEqualTo(204);
    assertThat(desk.reset(id(lost.session()))).isEqualTo(FactorResetOutcome.DONE);
    assertThat(
            texts(
                "SELECT password_short::text FROM credentials WHERE account_id = ?::uuid",
                id(lost.session())))
        .containsExactly("false");
    assertThat(redeem(api.resetToken(lost.email()), "wz3!pm8y").body())
        .contains("at least 15 characters");
  }

  @Test
  void whereThereIsNothingToTakeNothingIsChanged() {
    Answer without = api.newcomer("without@example.com", PASSWORD);
    assertThat(desk.reset(id(without))).isEqualTo(FactorResetOutcome.NONE);
    assertThat(as(without, "GET", "/v1/me").send().status()).isEqualTo(200);
    assertThat(Enrolled.login(api, "without@example.com", PASSWORD, "", "").status())
        .isEqualTo(200);
    assertThat(desk.reset(new AccountId(UUID.randomUUID())))
        .isEqualTo(FactorResetOutcome.NO_ACCOUNT);

    Enrolled twice = Enrolled.of(api, "twice@example.com");
    AccountId id = id(twice.session());
    assertThat(desk.reset(id)).isEqualTo(FactorResetOutcome.DONE);
    assertThat(redeem(api.resetToken(twice.email()), FRESH).status()).isEqualTo(204);
    assertThat(desk.reset(id)).isEqualTo(FactorResetOutcome.NONE);
    assertThat(Enrolled.login(api, twice.email(), FRESH, "", "").status()).isEqualTo(200);
    assertThat(twice.acts()).containsOnlyOnce("second-factor.reset");
    assertThat(twice.notices()).containsOnlyOnce("second-factor-reset");
  }

  @Test
  void whoIsShutOutStaysAsTheyAre() {
    Enrolled shut = Enrolled.of(api, "shut@example.com");
    AccountId id = id(shut.session());
    var accounts =
        new AccountDesk(
            api.store().database(),
            new AddressIndex(api.store().key(AddressIndex.SECRET)),
            api.store().audit(),
            api.clock());
    assertThat(accounts.disable(id)).isTrue();
    assertThat(desk.reset(id)).isEqualTo(FactorResetOutcome.DISABLED);
    assertThat(accounts.enable(id)).isTrue();
    assertThat(shut.login(shut.code()).status()).isEqualTo(200);
    assertThat(shut.notices()).doesNotContain("second-factor-reset");
  }

  private static int version(String row) {
    return Integer.parseInt(row.split(" ")[1]);
  }

  /// Of a PHC text, without salt and tag.
  private static List<String> parameters(String row) {
    return List.of(row.split(" ")[2].split("\\$")).subList(1, 4);
  }

  private List<String> texts(String sql, AccountId id) {
    try (Handle handle = api.superuser()) {
      return handle.select(sql, id.toString()).mapTo(String.class).list();
    }
  }

  private static AccountId id(Answer session) {
    return new AccountId(UUID.fromString(account(session)));
  }

  private Answer refresh(Answer session) {
    return api.post(
        "/v1/sessions/refresh",
        "{\"refreshToken\":\"%s\"}".formatted(session.text("refreshToken")));
  }

  private Call as(Answer session, String method, String path) {
    return api.call(method, path).bearer(session.text("accessToken"));
  }
}
