package com.klaro.app.bench;

import com.klaro.app.client.Answer;
import com.klaro.app.client.ApiClient;
import java.util.List;

/// Somebody who is signed in and asks for something else, of themselves and of their workspace.
record Requester(ApiClient client, List<String> paths) {

  static Requester of(ApiChild api, Answer session) {
    String workspace =
        "/v1/workspaces/" + session.expect(200).body().at("/workspaces/0/id").asText();
    return new Requester(
        api.api().as(session.text("accessToken")),
        List.of("/v1/me", workspace, workspace + "/members", "/v1/sessions"));
  }

  void read(int turn) {
    client.get(paths.get(turn % paths.size())).expect(200);
  }
}
