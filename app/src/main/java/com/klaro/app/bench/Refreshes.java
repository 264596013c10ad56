package com.klaro.app.bench;

import com.klaro.app.bench.Customers.Customer;
import com.klaro.app.client.Answer;
import java.util.List;
import java.util.Map;

/// Sessions of several people in turn, over HTTP: each with the newest tokens that it was given.
final class Refreshes {

  private final ApiChild api;
  private final String[] refreshTokens;
  private final Requester[] requesters;

  Refreshes(ApiChild api, List<Customer> customers) {
    this.api = api;
    this.refreshTokens = customers.stream().map(Customer::refreshToken).toArray(String[]::new);
    this.requesters = new Requester[refreshTokens.length];
  }

  void refresh(int turn) {
    int one = turn % refreshTokens.length;
    Answer session =
        api.api().post("/v1/sessions/refresh", Map.of("refreshToken", refreshTokens[one]));
    requesters[one] = Requester.of(api, session);
    refreshTokens[one] = session.text("refreshToken");
  }

  /// After a refresh of the same turn.
  void read(int turn) {
    requesters[turn % requesters.length].read(turn);
  }
}
