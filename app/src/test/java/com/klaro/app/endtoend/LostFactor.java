package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.app.client.Answer;
import com.klaro.app.client.ApiClient;
import com.klaro.app.client.Mailbox;
import com.klaro.store.identity.Authenticator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Somebody whose workspace asks for a second factor, and who lost it with all recovery codes: what
/// they and an operator do about it.
record LostFactor(KlaroHome home, RunningKlaro klaro) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String FRESH = "a short rest under the bridge";

  void isHelped() {
    var customer = new Customer("lost@example.com");
    Answer session = customer.becomesACustomer(klaro);
    String workspace = "/v1/workspaces/" + session.body().at("/workspaces/0/id").asText();
    ApiClient before = klaro.api().as(session.text("accessToken"));
    String recovery = setsUp(before).body().at("/recoveryCodes/0").asText();
    before.patch(workspace, Map.of("secondFactorRequired", true)).expect(200);
    assertThat(signsIn(customer, Customer.PASSWORD, "").problem())
        .isEqualTo("second-factor-required");

    String said = told(home.run("accounts", "reset-second-factor", "Lost@Example.com"));
    assertThat(said).contains("has no second factor any more and no password").doesNotContain("@");
    String id = said.split(" ")[1];
    assertThat(refused(id)).contains("it has no second factor; nothing was changed");
    assertThat(refused("nobody@example.com"))
        .contains("there is no such account")
        .doesNotContain("nobody@");

    assertThat(before.get("/v1/me").status()).isEqualTo(401);
    assertThat(signsIn(customer, Customer.PASSWORD, "").problem()).isEqualTo("invalid-credentials");
    assertThat(signsIn(customer, Customer.PASSWORD, recovery).problem())
        .isEqualTo("invalid-credentials");
    assertThat(mail(customer, 3).text())
        .contains("Your second factors were taken away", "/forgot-password");

    klaro.api().post("/v1/password-resets", Map.of("email", customer.address())).expect(202);
    String token = mail(customer, 4).token().orElseThrow();
    klaro
        .api()
        .post("/v1/password-resets/redeem", Map.of("token", token, "newPassword", FRESH))
        .expect(204);
    ApiClient again = klaro.api().as(signsIn(customer, FRESH, "").expect(200).text("accessToken"));
    assertThat(again.get(workspace).problem()).isEqualTo("second-factor-enrolment-required");
    setsUp(again);
    again.get(workspace).expect(200);

    assertThat(told(home.run("accounts", "disable", id))).contains("is disabled");
    assertThat(refused(id)).contains("./klaro accounts enable " + id);
    assertThat(
            klaro
                .database()
                .texts("SELECT chain || ' ' || actor || ' ' || action FROM platform_audit_events"))
        .contains(
            "platform operator:accounts account.second-factor-reset",
            "account/" + id + " operator:accounts second-factor.reset");
  }

  private Answer setsUp(ApiClient owner) {
    var app = new Authenticator(owner.post("/v1/me/totp", Map.of()).expect(200).text("secret"));
    return owner.post("/v1/me/totp/confirm", Map.of("code", app.code(Instant.now()))).expect(200);
  }

  private Answer signsIn(Customer customer, String password, String code) {
    return klaro
        .api()
        .post(
            "/v1/sessions",
            Map.of("email", customer.address(), "password", password, "totp", code));
  }

  /// The newest of so many.
  private Mailbox.Mail mail(Customer customer, int mails) {
    List<Mailbox.Mail> all = klaro.mailbox().await(customer.address(), mails, PATIENCE);
    return all.getFirst();
  }

  private String refused(String account) {
    KlaroHome.Ended ended = home.run("accounts", "reset-second-factor", account);
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    return ended.err();
  }

  private static String told(KlaroHome.Ended ended) {
    assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    return ended.out();
  }
}
