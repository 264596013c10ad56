package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.klaro.app.client.Answer;
import com.klaro.app.client.ApiClient;
import com.klaro.app.client.AuthenticatorApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// A customer who types secrets where they belong, and everywhere else too.
final class CanaryJourney {
  private final Canaries canaries = new Canaries();
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final String address = "canary." + hex() + "@example.com";
  private final String password = "pass " + hex() + " word";
  private final String chosen = "pass " + hex() + " chosen";
  private final String changed = "pass " + hex() + " changed";
  private final CanaryNames names = new CanaryNames(random);
  private final String workspaceName = names.words();
  private final String fullName = names.words();
  private final CanaryNames.Phone phone = names.phone();

  /// What the program said to requests that it refused.
  private final List<String> refusals = new ArrayList<>();

  CanaryJourney() {
    canaries.plant("address", address);
    canaries.plant("password", password);
    canaries.plant("chosen password", chosen);
    canaries.plant("changed password", changed);
    canaries.plant("workspace name", workspaceName);
    canaries.plant("full name", fullName);
    phone.plantIn(canaries, "phone number");
  }

  Canaries canaries() {
    return canaries;
  }

  List<String> refusals() {
    return refusals;
  }

  void asks(RunningKlaro klaro) {
    klaro
        .api()
        .post(
            "/v1/signups",
            Map.of("email", address, "workspaceName", workspaceName, "country", "IN"))
        .expect(202);
  }

  void walks(RunningKlaro klaro) {
    String token =
        klaro.mailbox().await(address, 1, Duration.ofSeconds(30)).getLast().token().orElseThrow();
    canaries.plant("signup token", token);
    Answer session =
        klaro
            .api()
            .post(
                "/v1/signups/complete",
                Map.of("token", token, "fullName", fullName, "password", password))
            .expect(201);
    plant("first", session);
    Answer second =
        klaro
            .api()
            .post("/v1/sessions", Map.of("email", address, "password", password))
            .expect(200);
    plant("second", second);
    Answer third =
        klaro
            .api()
            .post("/v1/sessions/refresh", Map.of("refreshToken", second.text("refreshToken")))
            .expect(200);
    plant("third", third);
    String workspace = session.body().path("workspaces").path(0).path("id").asText();
    ApiClient owner = klaro.api().as(third.text("accessToken"));
    givesNames(owner, "/v1/workspaces/" + workspace);
    owner.get("/v1/me").expect(200);
    String reset = resets(klaro);
    Answer proven = changes(klaro);
    owner = klaro.api().as(proven.text("accessToken"));
    List<String> factor = setsUpSecondFactor(klaro, owner);
    for (String secret : factor) {
      // What could be the name of a field, or a request's id, is said back to whoever sent it.
      misplace(klaro, owner, secret + "=");
      refuse(signIn(klaro, changed, secret + "x"));
      refuse(owner.post("/v1/me/totp/confirm", Map.of("code", secret)));
    }
    for (String secret :
        List.of(
            password,
            chosen,
            changed,
            token,
            reset,
            proven.text("accessToken"),
            proven.text("refreshToken"),
            address,
            workspaceName,
            fullName,
            phone.written(),
            phone.dialled())) {
      misplace(klaro, owner, secret);
    }
    refuse(
        klaro
            .api()
            .post(
                "/v1/signups/complete",
                Map.of("token", token, "fullName", address, "password", password)));
    refuse(klaro.api().post("/v1/sessions", Map.of("email", address, "password", password + "!")));
    refuse(
        klaro
            .api()
            .post("/v1/password-resets/redeem", Map.of("token", reset, "newPassword", changed)));
    refuse(
        owner.post("/v1/me/password", Map.of("currentPassword", password, "newPassword", chosen)));
    refuse(owner.post("/v1/sessions/reauthenticate", Map.of("password", chosen)));
  }

  /// A field for a name takes a telephone number as well, and so does one for an address.
  private void givesNames(ApiClient owner, String workspace) {
    String renamed = names.words();
    canaries.plant("new name", renamed);
    owner.patch(workspace, Map.of("name", renamed)).expect(200);
    owner.patch(workspace, Map.of("name", phone.dialled())).expect(200);
    owner
        .post("/v1/workspaces", Map.of("name", "Call " + phone.written(), "country", "IN"))
        .expect(201);
    owner.patch("/v1/me", Map.of("fullName", phone.written())).expect(200);
    owner
        .post(
            workspace + "/invitations",
            Map.of("email", phone.dialled() + "@example.com", "role", "agent"))
        .expect(201);
  }

  /// Forgets the password and chooses another one, which ends every session.
  ///
  /// @return the used token
  private String resets(RunningKlaro klaro) {
    klaro.api().post("/v1/password-resets", Map.of("email", address)).expect(202);
    String token =
        klaro.mailbox().await(address, 2, Duration.ofSeconds(30)).getFirst().token().orElseThrow();
    canaries.plant("reset token", token);
    klaro
        .api()
        .post("/v1/password-resets/redeem", Map.of("token", token, "newPassword", chosen))
        .expect(204);
    return token;
  }

  /// Signs in with the chosen password, changes it and proves to know the changed one.
  private Answer changes(RunningKlaro klaro) {
    Answer session =
        klaro.api().post("/v1/sessions", Map.of("email", address, "password", chosen)).expect(200);
    plant("after the reset", session);
    ApiClient owner = klaro.api().as(session.text("accessToken"));
    owner
        .post("/v1/me/password", Map.of("currentPassword", chosen, "newPassword", changed))
        .expect(204);
    Answer proven =
        owner.post("/v1/sessions/reauthenticate", Map.of("password", changed)).expect(200);
    plant("proven", proven);
    klaro.mailbox().await(address, 4, Duration.ofSeconds(30));
    return proven;
  }

  /// Takes an app into use and signs in with it, and with a recovery code.
  ///
  /// @return the secret, a code that was used, and one that was not
  private List<String> setsUpSecondFactor(RunningKlaro klaro, ApiClient owner) {
    Answer begun = owner.post("/v1/me/totp", Map.of()).expect(200);
    var app = new AuthenticatorApp(begun.text("secret"), Clock.systemUTC());
    canaries.plant("second factor", app.secret());
    canaries.plant("second factor's address", begun.text("otpauthUri"));
    JsonNode codes =
        owner
            .post("/v1/me/totp/confirm", Map.of("code", app.code()))
            .expect(200)
            .body()
            .path("recoveryCodes");
    codes.forEach(code -> canaries.plant("recovery code", code.asText()));
    plant("by app", signIn(klaro, changed, app.next()).expect(200));
    String used = codes.path(0).asText();
    plant("by recovery code", signIn(klaro, changed, used).expect(200));
    refuse(signIn(klaro, changed, used));
    klaro.mailbox().await(address, 6, Duration.ofSeconds(30));
    return List.of(app.secret(), used, codes.path(1).asText());
  }

  private Answer signIn(RunningKlaro klaro, String password, String totp) {
    return klaro
        .api()
        .post("/v1/sessions", Map.of("email", address, "password", password, "totp", totp));
  }

  void plant(String which, Answer session) {
    for (String field : List.of("accessToken", "refreshToken", "deviceToken")) {
      canaries.plant(which + " " + field, session.text(field));
    }
    // Whoever has the signature's half needs only guess the rest.
    String access = session.text("accessToken");
    canaries.plant(which + " signature", access.substring(access.lastIndexOf('.') + 1));
  }

  /// Every way of putting a value where the program does not expect it.
  void misplace(RunningKlaro klaro, ApiClient owner, String secret) {
    ApiClient api = klaro.api();
    String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    CanaryDoor.ALL.forEach(
        door -> door.misplace(door.isPublic() ? api : owner, secret, this::refuse));
    refuse(owner.get("/v1/workspaces/" + encoded));
    refuse(owner.get("/v1/" + encoded + "?token=" + encoded));
    refuse(owner.get("/v1/workspaces?cursor=" + encoded));
    refuse(owner.send("DELETE", "/v1/sessions/" + encoded, null));
    refuse(api.as(secret + "x").get("/v1/me"));
    String basic =
        Base64.getEncoder()
            .encodeToString((address + ":" + secret).getBytes(StandardCharsets.UTF_8));
    refuse(api.with("Authorization", "Basic " + basic).get("/v1/me"));
    refuse(api.post("/v1/sessions", Map.of("email", address, "password", "wrong " + secret)));
    // At a door that hashes no password: there are many of them.
    for (String header :
        List.of(
            "X-Request-Id",
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "Forwarded",
            "Referer",
            "Origin",
            "Cookie",
            "traceparent",
            "Idempotency-Key",
            "Accept",
            "Accept-Language",
            "Content-Encoding")) {
      refuse(
          api.with(header, secret)
              .post("/v1/sessions/refresh", Map.of("refreshToken", "wrong " + secret)));
    }
    refuse(api.with("X-Long", secret.repeat(1 + 9000 / secret.length())).get("/v1/me"));
    refusals.add(
        raw(klaro, "GET /v1/me?" + encoded + " HTTP/9.9\r\nHost: " + encoded + "\r\n\r\n"));
    refusals.add(raw(klaro, encoded + " /v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
    refusals.add(raw(klaro, "GET /v1/me HTTP/1.1\r\nHost: x\r\n" + encoded + "\r\n\r\n"));
  }

  void refuse(Answer answer) {
    assertThat(answer.status()).as("nothing is taken").isGreaterThanOrEqualTo(400);
    refusals.add(answer.status() + " " + answer.headers() + answer.body());
  }

  /// What no HTTP client would send.
  static String raw(RunningKlaro klaro, String request) {
    URI api = URI.create(klaro.url("api"));
    try (var socket = new Socket(api.getHost(), api.getPort())) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readNBytes(16_384), StandardCharsets.ISO_8859_1);
    } catch (java.net.SocketTimeoutException silent) {
      return "";
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private String hex() {
    return HexFormat.of().toHexDigits(random.nextLong());
  }
}
