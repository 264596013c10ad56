package com.klaro.app.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.klaro.app.client.Answer;
import java.util.List;
import java.util.Map;

/// Logins of several people in turn, over HTTP.
final class Logins {

  private static final String PATH = "/v1/sessions";

  private final ApiChild api;
  private final List<Map<String, String>> people;
  private final List<byte[]> requests;

  Logins(ApiChild api, List<String> addresses, String password) {
    this.api = api;
    var json = new ObjectMapper();
    people =
        addresses.stream().map(address -> Map.of("email", address, "password", password)).toList();
    requests =
        people.stream()
            .map(one -> api.raw().request(PATH, json.valueToTree(one).toString()))
            .toList();
  }

  Answer one(int turn) {
    return api.api().post(PATH, people.get(turn % people.size()));
  }

  /// By a client that takes next to nothing of the cores.
  void succeeds(int turn) {
    int status = api.raw().status(requests.get(turn % requests.size()));
    if (status != 200) {
      throw new IllegalStateException("A login was answered with " + status);
    }
  }
}
