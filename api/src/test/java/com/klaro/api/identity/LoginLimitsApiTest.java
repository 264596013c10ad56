package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.api.web.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// S6-4 through the door, with a fifth of the product's limits: two for a pair and for a device,
/// ten for an account and for all its devices.
class LoginLimitsApiTest {

  private static final String PASSWORD = "a long enough password";
  private static final String WRONG = "not the password at all";

  private static final Pattern HASHES =
      Pattern.compile("(?m)^executor_seconds_count\\{name=\"hashing\".*} ([0-9.]+)$");

  private final RunningApi api = RunningApi.limitedTo(0.2);

  @AfterEach
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void aLimitIsTheSameWhetherOrNotThereIsAnAccount() throws IOException {
    Object _ = api.newcomer("known@example.com", PASSWORD);
    List<String> known = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      known.add(seen(login(2, "known@example.com", WRONG, "")));
      unknown.add(seen(login(3, "nobody@example.com", WRONG, "")));
    }
    assertThat(known).isEqualTo(unknown);
    assertThat(known.getLast()).startsWith("429 /problems/too-many-requests 450");
    assertThat(login(2, "known@example.com", PASSWORD, "").status()).isEqualTo(429);
    assertThat(login(4, "known@example.com", PASSWORD, "").status()).isEqualTo(200);
  }

  /// Or being told to wait would cost us as much as being let in.
  @Test
  void whoHasToWaitCostsNoHash() throws IOException {
    for (int i = 0; i < 2; i++) {
      assertThat(login(5, "nobody@example.com", WRONG, "").status()).isEqualTo(401);
    }
    long before = hashes();
    assertThat(login(5, "nobody@example.com", WRONG, "").status()).isEqualTo(429);
    assertThat(hashes()).isEqualTo(before).isPositive();
  }

  private long hashes() {
    Matcher found = HASHES.matcher(api.admin("GET", "/metrics").send().body());
    assertThat(found.find()).isTrue();
    return (long) Double.parseDouble(found.group(1));
  }

  @Test
  void aStrangerCannotShutTheOwnerOut() throws IOException {
    Answer session = api.newcomer("owner@example.com", PASSWORD);
    String device = session.text("deviceToken");
    for (int client = 10; client < 15; client++) {
      for (int i = 0; i < 2; i++) {
        assertThat(login(client, "owner@example.com", WRONG, "").status()).isEqualTo(401);
      }
    }
    RawHttp.Answer shut = login(20, "owner@example.com", PASSWORD, "");
    assertThat(shut.status()).isEqualTo(401);
    assertThat(shut.type()).isEqualTo("/problems/invalid-credentials");
    assertThat(login(20, "owner@example.com", PASSWORD, "kld_" + "A".repeat(43)).status())
        .isEqualTo(401);
    String others = api.newcomer("other@example.com", PASSWORD).text("deviceToken");
    assertThat(login(23, "owner@example.com", PASSWORD, others).status())
        .as("a device of another account")
        .isEqualTo(401);
    assertThat(login(20, "owner@example.com", WRONG, "").status())
        .as("refused in silence is counted too")
        .isEqualTo(429);
    assertThat(login(21, "owner@example.com", PASSWORD, device).status()).isEqualTo(200);

    String token = api.resetToken("owner@example.com");
    assertThat(
            api.post(
                    "/v1/password-resets/redeem",
                    "{\"token\":\"%s\",\"newPassword\":\"%s\"}".formatted(token, WRONG))
                .status())
        .isEqualTo(204);
    assertThat(login(22, "owner@example.com", WRONG, "").status()).isEqualTo(200);
  }

  @Test
  void whereALinkWasUsedItsOwnerGetsInWhateverWasTypedThereBefore() throws IOException {
    Answer _ = api.newcomer("typed@example.com", PASSWORD);
    for (int client : new int[] {1, 2}) {
      for (int i = 0; i < 2; i++) {
        assertThat(login(client, "typed@example.com", WRONG, "").status()).isEqualTo(401);
      }
      assertThat(login(client, "typed@example.com", PASSWORD, "").status()).isEqualTo(429);
    }
    String fresh = "another rather long password";
    assertThat(redeem(api.resetToken("typed@example.com"), fresh).status()).isEqualTo(204);
    assertThat(login(1, "typed@example.com", fresh, "").status()).isEqualTo(200);
    assertThat(login(2, "typed@example.com", fresh, "").status()).as("elsewhere").isEqualTo(429);
  }

  /// A session names another device with each renewal; a stolen one has no more guesses for it.
  @Test
  void allDevicesOfAnAccountTogetherHaveAsManyGuessesAsStrangers() throws IOException {
    Answer session = api.newcomer("renewed@example.com", PASSWORD);
    List<Integer> statuses = new ArrayList<>();
    for (int client = 50; client < 62; client++) {
      session =
          api.post(
              "/v1/sessions/refresh",
              "{\"refreshToken\":\"%s\"}".formatted(session.text("refreshToken")));
      statuses.add(
          login(client, "renewed@example.com", WRONG, session.text("deviceToken")).status());
    }
    assertThat(statuses.subList(0, 10)).containsOnly(401);
    assertThat(statuses.subList(10, 12)).containsOnly(429);
    assertThat(login(70, "renewed@example.com", PASSWORD, "").status())
        .as("the owner, on any other device")
        .isEqualTo(200);
  }

  /// Whoever had the old password may have a token of a device, with guesses of its own.
  @Test
  void withANewPasswordADeviceIsAStrangerAgain() throws IOException {
    Answer thief = api.newcomer("devices@example.com", PASSWORD);
    assertThat(redeem(api.resetToken("devices@example.com"), WRONG).status()).isEqualTo(204);
    Answer owner = Enrolled.login(api, "devices@example.com", WRONG, "", "");
    shut("devices@example.com", 30);
    assertThat(login(40, "devices@example.com", WRONG, thief.text("deviceToken")).status())
        .isEqualTo(401);
    assertThat(login(41, "devices@example.com", WRONG, owner.text("deviceToken")).status())
        .isEqualTo(200);
    assertThat(change(owner, WRONG, PASSWORD).status()).isEqualTo(204);
    assertThat(login(42, "devices@example.com", PASSWORD, owner.text("deviceToken")).status())
        .isEqualTo(401);
    Answer stayed =
        api.post(
            "/v1/sessions/refresh",
            "{\"refreshToken\":\"%s\"}".formatted(owner.text("refreshToken")));
    assertThat(login(43, "devices@example.com", PASSWORD, stayed.text("deviceToken")).status())
        .as("who stays signed in is known again")
        .isEqualTo(200);
  }

  private Answer change(Answer session, String current, String fresh) {
    return api.call("POST", "/v1/me/password")
        .bearer(session.text("accessToken"))
        .json("{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}".formatted(current, fresh))
        .send();
  }

  private Answer redeem(String token, String password) {
    return api.post(
        "/v1/password-resets/redeem",
        "{\"token\":\"%s\",\"newPassword\":\"%s\"}".formatted(token, password));
  }

  /// @param first of the clients that it takes
  private void shut(String email, int first) throws IOException {
    for (int client = first; client < first + 5; client++) {
      for (int i = 0; i < 2; i++) {
        assertThat(login(client, email, "nothing that was ever right", "").status()).isEqualTo(401);
      }
    }
  }

  /// Also for whoever is signed in: a thief's wrong guesses do not keep the owner from proving who
  /// they are.
  @Test
  void aNewPasswordOpensTheProofAgain() {
    Answer session = api.newcomer("proof@example.com", PASSWORD);
    for (int i = 0; i < 2; i++) {
      assertThat(reauthenticate(session, WRONG).status()).isEqualTo(401);
    }
    assertThat(reauthenticate(session, PASSWORD).status()).isEqualTo(429);
    String token = api.resetToken("proof@example.com");
    assertThat(
            api.post(
                    "/v1/password-resets/redeem",
                    "{\"token\":\"%s\",\"newPassword\":\"%s\"}".formatted(token, WRONG))
                .status())
        .isEqualTo(204);
    Answer anew =
        api.post(
            "/v1/sessions",
            "{\"email\":\"proof@example.com\",\"password\":\"%s\"}".formatted(WRONG));
    assertThat(reauthenticate(anew, WRONG).status()).isEqualTo(200);
  }

  private Answer reauthenticate(Answer session, String password) {
    return api.call("POST", "/v1/sessions/reauthenticate")
        .bearer(session.text("accessToken"))
        .json("{\"password\":\"%s\"}".formatted(password))
        .send();
  }

  private static String seen(RawHttp.Answer answer) throws IOException {
    return answer.status() + " " + answer.type() + " " + answer.header("Retry-After");
  }

  private RawHttp.Answer login(int client, String email, String password, String device)
      throws IOException {
    String body =
        device.isEmpty()
            ? "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password)
            : "{\"email\":\"%s\",\"password\":\"%s\",\"deviceToken\":\"%s\"}"
                .formatted(email, password, device);
    String message =
        "POST /v1/sessions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    return RawHttp.exchange(
        api.server().port(),
        InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) client}),
        message.getBytes(StandardCharsets.US_ASCII));
  }
}
