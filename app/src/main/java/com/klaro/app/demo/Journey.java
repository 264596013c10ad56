package com.klaro.app.demo;

import com.klaro.app.client.Answer;
import com.klaro.app.client.ApiClient;
import com.klaro.app.client.AuthenticatorApp;
import com.klaro.app.client.Mailbox;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/// One customer's way through the product. Every step goes through the public HTTP interface and
/// real mail.
public final class Journey {

  private static final Duration MAIL = Duration.ofSeconds(20);
  private static final String PASSWORD = "a long walk by the river";
  private static final String NEW = "an even longer walk by the sea";

  private final ApiClient api;
  private final Mailbox mailbox;
  private final Steps steps;
  private final String address;
  private final Clock clock;

  /// @param address a new one each time, so that the journey can be repeated on kept data
  /// @param clock of the phone with the authenticator app
  public Journey(ApiClient api, Mailbox mailbox, Steps steps, String address, Clock clock) {
    this.api = api;
    this.mailbox = mailbox;
    this.steps = steps;
    this.address = address;
    this.clock = clock;
  }

  public void walk() {
    Answer session = signUp();
    Answer second = signIn();
    String workspace = workInWorkspace(session);
    signOut(session, second);
    Answer anew = forgetPassword(second);
    workTogether(anew, workspace);
    useSecondFactor(anew);
    steps.done();
  }

  private Answer signUp() {
    steps.step(
        "A stranger asks to sign up; the answer tells nothing",
        () ->
            api.post(
                    "/v1/signups",
                    Map.of("email", address, "workspaceName", "River Walks", "country", "IN"))
                .expect(202));
    String token =
        steps.step("The workflow mails a link to the address", () -> mailedToken(address, 1));
    Answer session =
        steps.step(
            "Link, name and password make account, workspace and session",
            () ->
                api.post(
                        "/v1/signups/complete",
                        Map.of("token", token, "fullName", "Asha Rao", "password", PASSWORD))
                    .expect(201));
    steps.step(
        "The link works once: using it again is refused",
        () ->
            api.post(
                    "/v1/signups/complete",
                    Map.of("token", token, "fullName", "Asha Rao", "password", PASSWORD))
                .expect(400));
    return session;
  }

  private Answer signIn() {
    steps.step("A wrong password is refused", () -> login("not the password at all").expect(401));
    Answer session =
        steps.step(
            "The right one signs in from a second device", () -> login(PASSWORD).expect(200));
    return steps.step(
        "The session is refreshed; its token rotates", () -> refresh(session).expect(200));
  }

  private String workInWorkspace(Answer session) {
    ApiClient owner = api.as(session.text("accessToken"));
    Answer me =
        steps.step("Who am I? The owner of one workspace", () -> owner.get("/v1/me").expect(200));
    String path = "/v1/workspaces/" + me.body().path("workspaces").path(0).path("id").asText();
    steps.step(
        "The workspace is renamed",
        () -> owner.patch(path, Map.of("name", "River Tours")).expect(200));
    steps.step("Its one member is listed", () -> owner.get(path + "/members").expect(200));
    steps.step(
        "Its audit trail names what happened",
        () -> {
          Answer events = owner.get(path + "/audit-events").expect(200);
          if (events.body().path("items").size() != 2) {
            throw missing("two audit events");
          }
          return events;
        });
    steps.step(
        "A workspace that is not theirs does not exist for them",
        () -> owner.get("/v1/workspaces/01890000-0000-7000-8000-000000000000").expect(404));
    return path;
  }

  private void workTogether(Answer session, String path) {
    ApiClient owner = api.as(session.text("accessToken"));
    String friend = address.replace("@", ".colleague@");
    steps.step(
        "They invite a colleague as agent",
        () ->
            owner
                .post(path + "/invitations", Map.of("email", friend, "role", "agent"))
                .expect(201));
    String invitation = steps.step("A workflow mails the invitation", () -> mailedToken(friend, 1));
    ApiClient colleague =
        steps.step(
            "The colleague signs up with that address",
            () -> {
              api.post(
                      "/v1/signups",
                      Map.of("email", friend, "workspaceName", "Of my own", "country", "IN"))
                  .expect(202);
              Answer own =
                  api.post(
                          "/v1/signups/complete",
                          Map.of(
                              "token",
                              mailedToken(friend, 2),
                              "fullName",
                              "Ravi Iyer",
                              "password",
                              PASSWORD))
                      .expect(201);
              return api.as(own.text("accessToken"));
            });
    steps.step(
        "Before joining, the workspace does not exist for them",
        () -> colleague.get(path).expect(404));
    steps.step(
        "Nobody else can use the link",
        () -> owner.post("/v1/invitations/accept", Map.of("token", invitation)).expect(400));
    steps.step(
        "The colleague joins with it",
        () -> colleague.post("/v1/invitations/accept", Map.of("token", invitation)).expect(200));
    String account =
        steps.step(
            "They work in it",
            () -> {
              colleague.get(path).expect(200);
              return account(colleague);
            });
    steps.step(
        "They may not change its members",
        () -> colleague.patch(path + "/members/" + account, Map.of("role", "admin")).expect(403));
    steps.step(
        "The owner removes them", () -> owner.delete(path + "/members/" + account).expect(204));
    steps.step("Their next call is refused", () -> colleague.get(path).expect(404));
    steps.step(
        "The last owner cannot leave",
        () -> owner.delete(path + "/members/" + account(owner)).expect(409));
  }

  private static String account(ApiClient who) {
    return who.get("/v1/me").expect(200).body().path("account").path("id").asText();
  }

  private String mailedToken(String to, int mails) {
    return mailbox
        .await(to, mails, MAIL)
        .getFirst()
        .token()
        .orElseThrow(() -> missing("a link in the mail"));
  }

  private void signOut(Answer session, Answer second) {
    ApiClient owner = api.as(session.text("accessToken"));
    steps.step("They sign out", () -> owner.delete("/v1/sessions/current").expect(204));
    steps.step("The same access token is refused at once", () -> owner.get("/v1/me").expect(401));
    steps.step(
        "The other device is still signed in",
        () -> api.as(second.text("accessToken")).get("/v1/me").expect(200));
  }

  private Answer forgetPassword(Answer second) {
    steps.step(
        "They forgot the password and ask for a link; the answer tells nothing",
        () -> api.post("/v1/password-resets", Map.of("email", address)).expect(202));
    String token =
        steps.step(
            "The workflow mails a link that works for ten minutes", () -> mailedToken(address, 2));
    steps.step(
        "A password that is too short is refused, and the link stays good",
        () -> redeem(token, "short").expect(400));
    steps.step("A new one is set; nobody is signed in by it", () -> redeem(token, NEW).expect(204));
    steps.step("The link works once", () -> redeem(token, PASSWORD).expect(400));
    steps.step(
        "The other device is signed out at once",
        () -> api.as(second.text("accessToken")).get("/v1/me").expect(401));
    steps.step("Its refresh token is worth nothing", () -> refresh(second).expect(401));
    steps.step("The old password is refused", () -> login(PASSWORD).expect(401));
    Answer session = steps.step("The new one signs in", () -> login(NEW).expect(200));
    steps.step(
        "A mail tells them that it was changed", () -> mailbox.await(address, 3, MAIL).getFirst());
    return session;
  }

  private void useSecondFactor(Answer session) {
    ApiClient owner = api.as(session.text("accessToken"));
    AuthenticatorApp app =
        steps.step(
            "They set up an authenticator app",
            () ->
                new AuthenticatorApp(
                    owner.post("/v1/me/totp", Map.of()).expect(200).text("secret"), clock));
    steps.step(
        "A code of it takes it into use, and ten recovery codes come",
        () -> {
          Answer confirmed =
              owner.post("/v1/me/totp/confirm", Map.of("code", app.code())).expect(200);
          if (confirmed.body().path("recoveryCodes").size() != 10) {
            throw missing("ten recovery codes");
          }
          return confirmed;
        });
    steps.step("From now on the password alone is refused", () -> login(NEW).expect(401));
    steps.step("So is a wrong code", () -> login(NEW, app.wrong()).expect(401));
    String code = app.next();
    steps.step("Password and code sign in", () -> login(NEW, code).expect(200));
    steps.step("A code works once", () -> login(NEW, code).expect(401));
    steps.step(
        "A mail tells them of the second factor", () -> mailbox.await(address, 4, MAIL).getFirst());
  }

  private Answer redeem(String token, String password) {
    return api.post("/v1/password-resets/redeem", Map.of("token", token, "newPassword", password));
  }

  private Answer login(String password) {
    return api.post("/v1/sessions", Map.of("email", address, "password", password));
  }

  private Answer login(String password, String code) {
    return api.post("/v1/sessions", Map.of("email", address, "password", password, "totp", code));
  }

  private Answer refresh(Answer session) {
    return api.post("/v1/sessions/refresh", Map.of("refreshToken", session.text("refreshToken")));
  }

  private static Answer.Unexpected missing(String what) {
    return new Answer.Unexpected("there was no " + what);
  }
}
