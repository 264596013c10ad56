package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Another address, while somebody else is at the same.
class EmailChangeRacesTest extends EmailWishes {

  @Test
  void ofASignUpAndAChangeAtOnceOneWins() throws Exception {
    for (int round = 0; round < 5; round++) {
      String wished = "race" + round + "@example.com";
      Answer session = newcomer("racer" + round + "@example.com");
      Links links = links(session, wished);
      assertThat(confirm(links.toOld()).status()).isEqualTo(204);
      String signup = api.mailedToken(api.signup(wished));
      try (var callers = Executors.newFixedThreadPool(2)) {
        Future<Answer> change = callers.submit(() -> confirm(links.toNew()));
        Future<Answer> completion = callers.submit(() -> api.complete(signup, "Fast", PASSWORD));
        boolean changed = change.get().status() == 204;
        assertThat(change.get().status()).isIn(204, 409);
        assertThat(completion.get().status()).isEqualTo(changed ? 409 : 201);
        assertThat(email(session)).isEqualTo(changed ? wished : "racer" + round + "@example.com");
      }
    }
  }

  @Test
  void ofManyWhoUseBothLinksAtOnceEachLinkWorksOnce() throws Exception {
    Answer session = newcomer("many@example.com");
    Links links = links(session, "many2@example.com");
    List<Future<Integer>> answers = new ArrayList<>();
    try (var callers = Executors.newFixedThreadPool(20)) {
      for (int i = 0; i < 20; i++) {
        String token = i % 2 == 0 ? links.toOld() : links.toNew();
        answers.add(callers.submit(() -> confirm(token).status()));
      }
    }
    int confirmed = 0;
    for (Future<Integer> answer : answers) {
      assertThat(answer.get()).isIn(204, 400);
      confirmed += answer.get() == 204 ? 1 : 0;
    }
    assertThat(confirmed).isEqualTo(2);
    assertThat(email(session)).isEqualTo("many2@example.com");
    assertThat(notices(session)).hasSize(2);
  }

  @Test
  void noWishSurvivesAResetAtTheSameMoment() throws Exception {
    Object _ = newcomer("moment@example.com");
    for (int round = 0; round < 5; round++) {
      String before = round % 2 == 0 ? PASSWORD : NEXT;
      String after = round % 2 == 0 ? NEXT : PASSWORD;
      Answer thief = login("moment@example.com", before);
      String reset = api.resetToken("moment@example.com");
      String wished = "moment" + round + "@example.net";
      try (var callers = Executors.newFixedThreadPool(2)) {
        Future<Answer> wish = callers.submit(() -> ask(thief, wished));
        Future<Answer> redeemed = callers.submit(() -> redeem(reset, after));
        assertThat(redeemed.get().status()).isEqualTo(204);
        assertThat(wish.get().status()).isIn(202, 401);
      }
      assertThat(rows(thief)).isZero();
    }
  }
}
