package com.klaro.app.bench;

import com.klaro.app.client.Answer;
import com.klaro.app.client.ApiClient;

/// Somebody who is signed in and asks for something else.
record Requester(ApiClient client) {

  static Requester of(ApiChild api, Answer session) {
    return new Requester(api.api().as(session.expect(200).text("accessToken")));
  }

  void read(int turn) {
    client.get("/v1/me").expect(200);
  }
}
