package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.klaro.api.Answer;
import com.klaro.api.Call;
import com.klaro.api.web.request.RequestLog;
import com.klaro.sandbox.process.Patience;
import com.klaro.store.identity.AccountDesk;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.Authenticator;
import com.klaro.store.identity.SoftAuthenticator;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// S2-8: whatever changes who is signed in, and with what, is in one chain once, with its time, who
/// did it and to what; and each attempt, let in or not, is one line of the log, with the request's
/// id, who it was about, from where and how it ended. What is refused is in no chain (decision
/// 0007), and no chain says from which address somebody came. Alarms are in
/// `SecondFactorLimitsTest` and `PasskeyApiTest`, members in `MembersApiTest` and
/// `InvitationsApiTest`. What an operator does to second factors is in the owner's chain and in
/// that of the operators: `LostFactorTest`.
class AuthEventsTest extends EmailWishes {

  private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final Logger LOG = (Logger) LoggerFactory.getLogger(RequestLog.class);

  private final LogLines lines = new LogLines();
  private int people;
  private String email = "";
  private Answer first = someone();
  private Answer session = first;

  private record Row(String text, Instant at, long seq) {}

  @BeforeEach
  void listen() {
    first = someone();
    session = first;
    lines.start();
    LOG.setLevel(Level.INFO);
    LOG.addAppender(lines);
  }

  @AfterEach
  void listenNoMore() {
    LOG.setLevel(null);
    LOG.detachAppender(lines);
  }

  @Test
  void signingInAndOut() {
    did(401, () -> Enrolled.login(api, email, "not the password", "", ""));
    Answer other = signsIn();
    did(204, send("DELETE", "/v1/sessions/others", ""), mine("session.others-ended account/ME"));
    did(401, () -> delete(other, "/v1/sessions/current"));
    Answer third = signsIn();
    did(204, () -> delete(third, "/v1/sessions/current"), mine("session.ended session/ID"));
    session =
        did(
            200,
            send("POST", "/v1/sessions/reauthenticate", "{\"password\":\"" + PASSWORD + "\"}"),
            mine("session.started session/ID"));
    Answer stolen = signsIn();
    did(200, () -> refresh(stolen));
    api.clock().advance(Duration.ofSeconds(11));
    did(401, () -> refresh(stolen), mine("session.refresh-replayed session/ID"));
  }

  @Test
  void passwords() {
    signsInAnew();
    did(
        204,
        send(
            "POST",
            "/v1/me/password",
            "{\"currentPassword\":\"%s\",\"newPassword\":\"another long password\"}"
                .formatted(PASSWORD)),
        mine("password.changed account/ME"));
    String token = logged("success", () -> api.resetToken(email));
    did(204, () -> redeem(token, PASSWORD), byLink("password.reset", "password-reset"));
    did(400, () -> redeem(token, PASSWORD));
  }

  @Test
  void secondFactors() {
    signsInAnew();
    Answer begun =
        did(200, send("POST", "/v1/me/totp", ""), mine("second-factor.begun account/ME"));
    var app = new Authenticator(begun.text("secret"));
    Answer set =
        did(
            200,
            sendCode("POST", "/v1/me/totp/confirm", app),
            mine("second-factor.set account/ME"));
    String recovery = Enrolled.codes(set).getFirst();
    did(
        200,
        send("POST", "/v1/me/totp/recovery-codes", "{\"code\":\"" + recovery + "\"}"),
        mine("second-factor.recovery-code-used account/ME"),
        mine("second-factor.recovery-codes-replaced account/ME"));
    api.clock().advance(Duration.ofSeconds(30));
    did(204, sendCode("DELETE", "/v1/me/totp", app), mine("second-factor.removed account/ME"));
  }

  @Test
  void passkeys() {
    signsInAnew();
    var passkey = new SoftAuthenticator();
    String made = passkey.create(options("/v1/me/passkeys/options"));
    Answer added =
        did(201, () -> PasskeyOwner.add(api, session, made), mine("passkey.added passkey/ID"));
    String shown = passkey.get(options("/v1/sessions/passkey/options"));
    did(
        200,
        () -> PasskeyOwner.signIn(api, shown),
        mine("session.started session/ID"),
        mine("passkey.used passkey/ID"));
    String again = passkey.get(options("/v1/sessions/reauthenticate/options"));
    did(
        204,
        send("DELETE", "/v1/me/passkeys/" + added.text("id"), "{\"passkey\":" + again + "}"),
        mine("passkey.removed passkey/ID"));
  }

  @Test
  void addresses() {
    signsInAnew();
    did(
        202,
        send("POST", "/v1/me/email", "{\"newEmail\":\"another@example.com\"}"),
        mine("email.change-requested account/ME"));
    Links links = linksOf(newest());
    did(204, () -> confirm(links.toOld()), byLink("email.confirmed", "email-change"));
    did(204, () -> confirm(links.toNew()), byLink("email.changed", "email-change"));
  }

  @Test
  void whatOwnersAndOperatorsDo() {
    signsInAnew();
    String here = "/v1/workspaces/" + workspace();
    did(
        201,
        send("POST", here + "/invitations", "{\"email\":\"new@example.com\",\"role\":\"agent\"}"),
        "member.invited invitation/ID member:ME workspace/HERE");
    did(
        200,
        send("PATCH", here, "{\"secondFactorRequired\":false,\"name\":\"Renamed\"}"),
        "workspace.renamed workspace/HERE member:ME workspace/HERE");
    var id = new AccountId(UUID.fromString(account(first)));
    var desk =
        new AccountDesk(
            api.store().database(),
            new AddressIndex(api.store().key(AddressIndex.SECRET)),
            api.people().audit(),
            api.clock());
    List<Row> before = rows();
    assertThat(desk.disable(id)).isTrue();
    assertThat(desk.enable(id)).isTrue();
    assertThat(since(before))
        .extracting(Row::text)
        .containsExactly(
            "account.disabled account/ME operator:accounts platform",
            "account.enabled account/ME operator:accounts platform");
  }

  @Test
  void goingAway() {
    Answer leaving = newcomer("leaving@example.com");
    api.people()
        .join(
            new WorkspaceId(UUID.fromString(leaving.json().at("/workspaces/0/id").asText())),
            api.people().signedIn("stays@example.com"),
            Role.OWNER);
    List<Row> before = rows();
    assertThat(logged("success", () -> delete(leaving, "/v1/me")).status()).isEqualTo(202);
    assertThat(since(before))
        .extracting(row -> row.text().replaceAll(" .*", ""))
        .containsExactlyInAnyOrder("account.deleted", "member.left");
  }

  private Answer someone() {
    email = "somebody" + people++ + "@example.com";
    return newcomer(email);
  }

  private Answer signsIn() {
    return did(
        200,
        () -> Enrolled.login(api, email, PASSWORD, "", ""),
        mine("session.started session/ID"));
  }

  private void signsInAnew() {
    session = signsIn();
  }

  /// @param acts in the chains since, and nothing else is
  private Answer did(int status, Supplier<Answer> request, String... acts) {
    List<Row> before = rows();
    Answer answer = logged(outcome(status, acts), request);
    if (String.join(" ", acts).contains("member:ME")) {
      assertThat(lines.fields.getFirst()).containsEntry("accountId", account(first));
    }
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(since(before)).extracting(Row::text).containsExactlyInAnyOrder(acts);
    assertThat(since(before))
        .extracting(Row::at)
        .allMatch(api.clock().instant()::equals, "the moment of the request");
    return answer;
  }

  private static String outcome(int status, String... acts) {
    if (List.of(acts).contains(mine("session.refresh-replayed session/ID"))) {
      return "replayed";
    }
    return status == 401 ? "failure" : status < 400 ? "success" : "refused";
  }

  private <T> T logged(String outcome, Supplier<T> work) {
    lines.fields.clear();
    T done = work.get();
    boolean _ = Patience.await(Duration.ofSeconds(10), () -> !lines.fields.isEmpty());
    assertThat(lines.fields)
        .singleElement()
        .satisfies(line ->
            assertThat(line)
                .containsEntry("requestId", "the-request-of-a-test")
                .containsEntry("outcome", outcome)
                .containsKey("client"));
    return done;
  }

  private List<Row> since(List<Row> before) {
    return rows().stream().filter(row -> !before.contains(row)).toList();
  }

  private List<Row> rows() {
    try (Handle handle = api.superuser()) {
      return handle
          .createQuery(
              """
              SELECT action || ' ' || subject || ' ' || actor || ' ' || chain AS text, at, seq FROM (
                SELECT action, subject, actor, chain, seq, at FROM platform_audit_events
                UNION ALL
                SELECT action, subject, actor, 'workspace/' || workspace_id, seq, at FROM audit_events
              ) every ORDER BY seq
              """)
          .map((row, _) ->
              new Row(
                  named(row.getString("text")),
                  row.getTimestamp("at").toInstant(),
                  row.getLong("seq")))
          .list();
    }
  }

  private String named(String text) {
    return text.replace(account(first), "ME").replace(workspace(), "HERE").replaceAll(ID, "ID");
  }

  private static String mine(String actAndSubject) {
    return actAndSubject + " member:ME account/ME";
  }

  private static String byLink(String act, String link) {
    return act + " account/ME automation:" + link + " account/ME";
  }

  private String workspace() {
    return first.json().at("/workspaces/0/id").asText();
  }

  private JsonNode options(String path) {
    return did(200, send("POST", path, "")).json().path("publicKey");
  }

  private Supplier<Answer> sendCode(String method, String path, Authenticator app) {
    return send(method, path, "{\"code\":\"" + app.code(api.clock().instant()) + "\"}");
  }

  private Supplier<Answer> send(String method, String path, String body) {
    return () -> {
      Call call = api.call(method, path).bearer(session.text("accessToken"));
      return (body.isEmpty() ? call : call.json(body)).send();
    };
  }

  private Answer refresh(Answer of) {
    return api.post(
        "/v1/sessions/refresh", "{\"refreshToken\":\"%s\"}".formatted(of.text("refreshToken")));
  }
}
