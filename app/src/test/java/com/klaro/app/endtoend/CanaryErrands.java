package com.klaro.app.endtoend;

import com.klaro.app.client.Answer;
import com.klaro.app.client.ApiClient;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;

/// What customers do besides getting in: they add a passkey, come by a front end, move to another
/// address, invite somebody, and go. No secret of webhooks and no API key is among the canaries,
/// for there are none yet.
record CanaryErrands(RunningKlaro klaro, CanaryJourney journey) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  void run() throws Exception {
    plant("database password", klaro.runFile().tree().at("/postgres/password").asText());
    plant("database", klaro.runFile().databaseUrl());
    Someone owner = signsUp("owner");
    Someone friend = signsUp("friend");
    new CanaryPasskeys(klaro, journey).of(friend.api());
    var _ = klaro.mailbox().await(friend.address(), 2, PATIENCE);
    comesByAFrontEnd(owner);
    String invitation = invites(owner, friend);
    String move = moves(owner);
    for (String secret : new String[] {invitation, move, owner.password()}) {
      journey.misplace(klaro, friend.api(), secret);
    }
    goes(owner, friend);
  }

  private record Someone(String address, String password, ApiClient api, String workspace) {}

  private Someone signsUp(String who) {
    String address = who + "." + hex() + "@example.com";
    String password = "pass " + hex() + " " + hex();
    plant(who + "'s address", address);
    plant(who + "'s password", password);
    var names = new CanaryNames(RandomGenerator.getDefault());
    String workspaceName = names.words();
    plant(who + "'s workspace", workspaceName);
    String fullName = names.words();
    plant(who + "'s name", fullName);
    klaro
        .api()
        .post(
            "/v1/signups",
            Map.of("email", address, "workspaceName", workspaceName, "country", "IN"))
        .expect(202);
    Answer session =
        klaro
            .api()
            .post(
                "/v1/signups/complete",
                Map.of("token", token(address, 1), "fullName", fullName, "password", password))
            .expect(201);
    plant(who + "'s access token", session.text("accessToken"));
    return new Someone(
        address,
        password,
        klaro.api().as(session.text("accessToken")),
        session.body().at("/workspaces/0/id").asText());
  }

  private void comesByAFrontEnd(Someone owner) throws Exception {
    String secret = klaro.runFile().tree().at("/secrets/nextauth/0").asText();
    plant("front end's secret", secret);
    String token = FrontEndTest.token(secret, owner.api().get("/v1/me").expect(200));
    plant("front end's token", token);
    plant("front end's tag", token.substring(token.lastIndexOf('.') + 1));
    klaro.api().as(token).get("/v1/me").expect(200);
    klaro.api().with("Cookie", "next-auth.session-token=" + token).get("/v1/me").expect(200);
    klaro.api().with("Cookie", "next-auth.session-token=" + token + "x").get("/v1/me").expect(401);
    journey.misplace(klaro, owner.api(), token);
    journey.misplace(klaro, owner.api(), secret);
  }

  /// @return the used token
  private String invites(Someone owner, Someone friend) {
    String workspace = "/v1/workspaces/" + owner.workspace();
    owner
        .api()
        .post(workspace + "/invitations", Map.of("email", friend.address(), "role", "admin"))
        .expect(201);
    String token = token(friend.address(), 3);
    plant("invitation", token);
    friend.api().post("/v1/invitations/accept", Map.of("token", token)).expect(200);
    String account = friend.api().get("/v1/me").expect(200).body().at("/account/id").asText();
    owner.api().patch(workspace + "/members/" + account, Map.of("role", "owner")).expect(200);
    owner.api().get(workspace + "/audit-events").expect(200);
    return token;
  }

  /// @return a used token
  private String moves(Someone owner) {
    String address = "moved." + hex() + "@example.com";
    plant("new address", address);
    owner.api().post("/v1/me/email", Map.of("newEmail", address)).expect(202);
    String old = token(owner.address(), 2);
    String fresh = token(address, 1);
    plant("move's old token", old);
    plant("move's new token", fresh);
    klaro.api().post("/v1/me/email/confirm", Map.of("token", old)).expect(204);
    klaro.api().post("/v1/me/email/confirm", Map.of("token", fresh)).expect(204);
    klaro.api().post("/v1/me/email/confirm", Map.of("token", fresh)).expect(400);
    var _ = klaro.mailbox().await(address, 2, PATIENCE);
    return fresh;
  }

  private void goes(Someone owner, Someone friend) {
    owner.api().get("/v1/me/export").expect(200);
    owner.api().get("/v1/sessions").expect(200);
    owner.api().delete("/v1/sessions/others").expect(204);
    owner.api().delete("/v1/me").expect(202);
    friend.api().delete("/v1/sessions/current").expect(204);
  }

  /// Of the newest of so many mails.
  private String token(String address, int mails) {
    return klaro.mailbox().await(address, mails, PATIENCE).getFirst().token().orElseThrow();
  }

  private void plant(String name, String value) {
    journey.canaries().plant(name, value);
  }

  private static String hex() {
    return HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextLong());
  }
}
