package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Session, membership and role are asked for in one statement, so that an end of one of them is
/// felt at once and costs nearly nothing. What it costs is measured by `./klaro bench gate`.
class GateStatementsTest {

  @Test
  void aReadOfAWorkspaceIsTheGateAndTheRead() {
    try (RunningApi api = RunningApi.start()) {
      Answer session = api.newcomer("asha@example.com", "a long enough password");
      String workspace = "/v1/workspaces/" + session.json().at("/workspaces/0/id").asText();

      // Of three, since a connection that lay idle is asked first whether it lives.
      long fewest =
          LongStream.range(0, 3).map(_ -> statements(api, session, workspace)).min().orElseThrow();

      assertThat(fewest).as("begin, gate, read, commit").isEqualTo(4);
    }
  }

  private static long statements(RunningApi api, Answer session, String path) {
    try (var statements = new Statements()) {
      Answer read = api.call("GET", path).bearer(session.text("accessToken")).send();
      assertThat(read.status()).as(read.body()).isEqualTo(200);
      return statements.count();
    }
  }
}
