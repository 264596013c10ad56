package com.klaro.app.bench;

import com.klaro.app.client.ApiClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/// The requests of S6-1 that answer alike.
final class TimingPairs {

  static final String SELF_TEST = "one-millisecond-more";

  private static final double LOGIN = 0.5;
  private static final double MAILED = 0.3;
  private static final String WRONG = "not the password of anybody";

  private final ApiClient api;

  TimingPairs(ApiClient api) {
    this.api = api;
  }

  /// @param population of which some have hashes with old parameters
  List<TimingPair> withOldParameters(Addresses.Population population) {
    return List.of(
        new TimingPair(
            "login-old-parameters",
            LOGIN,
            login(population.strangers(), WRONG),
            login(population.people(), WRONG)));
  }

  /// What names an address that is not the asker's.
  ///
  /// @param password of everybody there
  List<TimingPair> bySomebodySignedIn(Addresses.Named people, String password) {
    var asker = new Asker(api, people.asker(), password);
    String invitations = "/v1/workspaces/" + people.workspace() + "/invitations";
    return List.of(
        new TimingPair(
            "invite-known",
            MAILED,
            invite(asker, invitations, people.strangers()),
            invite(asker, invitations, people.people())),
        new TimingPair(
            "email-change-known",
            MAILED,
            move(asker, people.strangers()),
            move(asker, people.people())));
  }

  /// @param password of everybody there who has one; it lets nobody in who is locked or disabled
  List<TimingPair> all(Addresses addresses, String password) {
    IntConsumer unknown = login(addresses.unknown(), WRONG);
    login(addresses.disabled(), password).accept(0);
    return List.of(
        new TimingPair(SELF_TEST, LOGIN, unknown, later(unknown)),
        new TimingPair("login-known", LOGIN, unknown, login(addresses.known(), WRONG)),
        new TimingPair(
            "login-known-empty",
            LOGIN,
            login(addresses.unknown(), ""),
            login(addresses.known(), "")),
        new TimingPair("login-unfinished", LOGIN, unknown, login(addresses.unfinished(), WRONG)),
        new TimingPair("login-locked", LOGIN, unknown, login(addresses.locked(), WRONG)),
        new TimingPair(
            "login-locked-right",
            LOGIN,
            login(addresses.unknown(), password),
            login(addresses.locked(), password)),
        new TimingPair("login-disabled", LOGIN, unknown, login(addresses.disabled(), WRONG)),
        new TimingPair(
            "forgot-known", MAILED, forgot(addresses.unknown()), forgot(addresses.known())),
        new TimingPair(
            "forgot-disabled", MAILED, forgot(addresses.unknown()), forgot(addresses.disabled())),
        new TimingPair(
            "signup-known", MAILED, signup(addresses.unknown()), signup(addresses.known())));
  }

  private IntConsumer login(List<String> people, String password) {
    return turn ->
        api.post("/v1/sessions", Map.of("email", of(people, turn), "password", password))
            .expect(401);
  }

  private IntConsumer forgot(List<String> people) {
    return turn -> api.post("/v1/password-resets", Map.of("email", of(people, turn))).expect(202);
  }

  private IntConsumer signup(List<String> people) {
    return turn ->
        api.post(
                "/v1/signups",
                Map.of("email", of(people, turn), "workspaceName", "River Walks", "country", "IN"))
            .expect(202);
  }

  /// Each voids the one before to the same address.
  private static IntConsumer invite(Asker asker, String path, List<String> people) {
    return turn ->
        asker.api().post(path, Map.of("email", of(people, turn), "role", "agent")).expect(201);
  }

  /// Each is a wish in place of the one before.
  private static IntConsumer move(Asker asker, List<String> people) {
    return turn ->
        asker.api().post("/v1/me/email", Map.of("newEmail", of(people, turn))).expect(202);
  }

  /// Shows that a difference would be found.
  private static IntConsumer later(IntConsumer request) {
    return turn -> {
      LockSupport.parkNanos(1_000_000);
      request.accept(turn);
    };
  }

  private static String of(List<String> people, int turn) {
    return people.get(turn % people.size());
  }
}
