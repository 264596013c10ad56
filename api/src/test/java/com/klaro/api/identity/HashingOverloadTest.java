package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.HashingSettings;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class HashingOverloadTest {

  @Test
  void morePasswordsThanMayWaitAreOverloadAndNoFailure() throws Exception {
    try (RunningApi api = RunningApi.hashingWith(new HashingSettings(19_456, 20, 1, 1, 1));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Answer> login =
          () ->
              api.post(
                  "/v1/sessions", "{\"email\":\"a@example.com\",\"password\":\"some password\"}");
      List<Answer> answers =
          threads.invokeAll(Collections.nCopies(16, login)).stream()
              .map(Future::resultNow)
              .toList();
      assertThat(answers).extracting(Answer::status).containsOnly(401, 503);
      assertThat(answers)
          .filteredOn(it -> it.status() == 503)
          .allSatisfy(it -> {
            assertThat(it.problem()).isEqualTo("overloaded");
            assertThat(it.header("Retry-After")).isEqualTo("1");
          });
      assertThat(api.server().web().undeclared()).isEmpty();
    }
  }
}
