package com.klaro.app.bench;

import com.klaro.app.client.Answer;
import com.klaro.app.client.ApiClient;
import com.klaro.app.client.Mailbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/// A fixed amount of everything a customer does, from several at once: signups with their mails and
/// workflows, logins, refreshes, reads and renames.
final class Load {

  static final String DESCRIPTION =
      "60 signups, 240 logins with a refresh each, 6000 reads, 600 renames, 16 at once";

  private static final int CUSTOMERS = 60;
  private static final int AT_ONCE = 16;
  private static final Duration MAIL = Duration.ofSeconds(60);
  private static final String PASSWORD = "a long walk by the river";

  private final ApiClient api;
  private final Mailbox mailbox;

  Load(ApiClient api, Mailbox mailbox) {
    this.api = api;
    this.mailbox = mailbox;
  }

  void run() {
    repeat(CUSTOMERS, this::signUp);
    repeat(4 * CUSTOMERS, this::signIn);
    List<ApiClient> owners = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      owners.add(api.as(login(i).text("accessToken")));
    }
    List<String> paths = owners.stream().map(Load::workspace).toList();
    repeat(
        2000,
        turn -> {
          ApiClient owner = owners.get(turn % AT_ONCE);
          String path = paths.get(turn % AT_ONCE);
          owner.get(path).expect(200);
          owner.get(path + "/members").expect(200);
          owner.get("/v1/me").expect(200);
        });
    repeat(
        600,
        turn ->
            owners
                .get(turn % AT_ONCE)
                .patch(paths.get(turn % AT_ONCE), Map.of("name", "River " + turn))
                .expect(200));
  }

  private void signUp(int number) {
    api.post(
            "/v1/signups",
            Map.of("email", address(number), "workspaceName", "River Walks", "country", "IN"))
        .expect(202);
    String token = mailbox.await(address(number), 1, MAIL).getFirst().token().orElseThrow();
    api.post(
            "/v1/signups/complete",
            Map.of("token", token, "fullName", "Asha Rao", "password", PASSWORD))
        .expect(201);
  }

  private void signIn(int turn) {
    Answer session = login(turn % CUSTOMERS);
    api.post("/v1/sessions/refresh", Map.of("refreshToken", session.text("refreshToken")))
        .expect(200);
  }

  private Answer login(int number) {
    return api.post("/v1/sessions", Map.of("email", address(number), "password", PASSWORD))
        .expect(200);
  }

  private static String workspace(ApiClient owner) {
    return "/v1/workspaces/"
        + owner.get("/v1/me").expect(200).body().path("workspaces").path(0).path("id").asText();
  }

  private static String address(int number) {
    return "asha" + number + "@example.com";
  }

  private static void repeat(int times, IntConsumer work) {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        int turn = i;
        all.add(threads.submit(() -> work.accept(turn)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException failure) {
      throw new IllegalStateException(
          "The load met something it did not expect", failure.getCause());
    }
  }
}
