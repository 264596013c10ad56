package com.klaro.store.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.MutableClock;
import com.klaro.store.database.DatabaseSettings;
import com.klaro.store.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Many steps of several sessions, each beside a model of it in memory: no chain of tokens ever
/// forks, no session is lost, and none comes back.
@Tag("full-length")
class RefreshMachineTest {

  /// A sample; `./klaro test-full` takes 100 000.
  private static final int STEPS = Integer.getInteger("klaro.tests.acts", 3_000);

  private static final int SESSIONS = 6;
  private static final SessionPolicy POLICY = SessionPolicy.defaults();

  private final MutableClock clock = new MutableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  private final Random random = new Random(20_260_102);
  private final List<Chain> chains = new ArrayList<>();
  private final List<String> dead = new ArrayList<>();
  private int made;

  /// A session as it must be.
  private final class Chain {
    private final People.Person person;
    private final List<String> tokens = new ArrayList<>();
    private final Instant end = clock.instant().plus(POLICY.absolute());
    private Instant seen = clock.instant();
    private boolean ended;

    Chain(People.Person person) {
      this.person = person;
      tokens.add(person.refreshToken());
    }

    boolean lives() {
      return !ended
          && clock.instant().isBefore(end)
          && clock.instant().isBefore(seen.plus(POLICY.idle()));
    }

    /// @param back 0 for the newest token, 1 for the one before
    String token(int back) {
      return tokens.get(tokens.size() - 1 - back);
    }

    boolean inGrace() {
      return clock.instant().isBefore(seen.plus(POLICY.refreshGrace()));
    }

    void movesOnTo(String successor) {
      assertThat(tokens).doesNotContain(successor);
      tokens.add(successor);
      seen = clock.instant();
    }
  }

  @Test
  void everyStepIsAsTheModelSays() {
    var patient = new DatabaseSettings(4, Duration.ofSeconds(30), Duration.ofSeconds(30));
    try (TestDatabase test = TestDatabase.fresh(patient);
        var threads = Executors.newFixedThreadPool(3)) {
      var people = new People(test, clock);
      for (int step = 0; step < STEPS; step++) {
        while (chains.size() < SESSIONS) {
          chains.add(new Chain(people.signedIn("p" + made++ + "@example.com")));
        }
        Chain chain = chains.get(random.nextInt(SESSIONS));
        // Others moved the clock since it was last used.
        if (chain.lives()) {
          act(people, threads, chain);
        }
        if (!chain.lives()) {
          chains.remove(chain);
          dead.addAll(chain.tokens);
          refused(people, chain.token(0));
        }
      }
    }
    assertThat(made).isGreaterThan(STEPS / 200);
  }

  private void act(People people, ExecutorService threads, Chain chain) {
    int what = random.nextInt(100);
    if (what < 45) {
      chain.movesOnTo(refreshed(people, chain.token(0)));
    } else if (what < 60) {
      again(people, chain, 1);
    } else if (what < 63) {
      again(people, chain, 2);
    } else if (what < 70) {
      all(people, threads, chain);
    } else if (what < 75) {
      againMeanwhile(people, threads, chain);
    } else if (what < 90) {
      clock.advance(Duration.ofMillis(random.nextInt(6_000)));
    } else if (what < 95) {
      clock.advance(Duration.ofMinutes(random.nextInt(12)));
    } else if (what < 97) {
      assertThat(people.sessions().end(chain.person.actor(), chain.person.actor().sessionId()))
          .isEqualTo(SessionEndOutcome.ENDED);
      chain.ended = true;
    } else if (!dead.isEmpty()) {
      refused(people, dead.get(random.nextInt(dead.size())));
    }
  }

  /// The one before gets its successor once more, for a short while; what is older never does.
  private void again(People people, Chain chain, int back) {
    if (chain.tokens.size() <= back) {
      return;
    }
    RefreshOutcome answer = people.refreshes().refresh(chain.token(back));
    if (back == 1 && chain.inGrace()) {
      assertThat(text(answer)).isEqualTo(chain.token(0));
    } else {
      assertThat(answer).isInstanceOf(RefreshOutcome.Replayed.class);
      chain.ended = true;
    }
  }

  /// Three at once with the newest agree on what comes next.
  private void all(People people, ExecutorService threads, Chain chain) {
    String newest = chain.token(0);
    List<RefreshOutcome> answers = together(people, threads, newest, newest, newest);
    assertThat(answers.stream().map(RefreshMachineTest::text).distinct()).hasSize(1);
    chain.movesOnTo(text(answers.getFirst()));
  }

  /// The newest and the one before, at once: who comes second finds what the first left.
  private void againMeanwhile(People people, ExecutorService threads, Chain chain) {
    if (chain.tokens.size() < 2) {
      return;
    }
    String newest = chain.token(0);
    String before = chain.token(1);
    List<RefreshOutcome> answers = together(people, threads, newest, before);
    if (answers.getFirst() instanceof RefreshOutcome.Refreshed) {
      chain.movesOnTo(text(answers.getFirst()));
    }
    if (answers.getLast() instanceof RefreshOutcome.Refreshed) {
      assertThat(text(answers.getLast())).isEqualTo(newest);
      assertThat(answers.getFirst()).isInstanceOf(RefreshOutcome.Refreshed.class);
    } else {
      assertThat(answers.getLast()).isInstanceOf(RefreshOutcome.Replayed.class);
      chain.ended = true;
    }
  }

  /// Each of these tokens, used in a thread of its own.
  private static List<RefreshOutcome> together(
      People people, ExecutorService threads, String... tokens) {
    List<Callable<RefreshOutcome>> uses =
        Stream.of(tokens)
            .map(token -> (Callable<RefreshOutcome>) () -> people.refreshes().refresh(token))
            .toList();
    try {
      List<RefreshOutcome> answers = new ArrayList<>();
      for (Future<RefreshOutcome> use : threads.invokeAll(uses)) {
        answers.add(use.get());
      }
      return answers;
    } catch (InterruptedException | ExecutionException failed) {
      throw new AssertionError(failed);
    }
  }

  private static void refused(People people, String token) {
    assertThat(people.refreshes().refresh(token)).isInstanceOf(RefreshOutcome.Refused.class);
  }

  private static String refreshed(People people, String token) {
    return text(people.refreshes().refresh(token));
  }

  private static String text(RefreshOutcome answer) {
    assertThat(answer).isInstanceOf(RefreshOutcome.Refreshed.class);
    return answer instanceof RefreshOutcome.Refreshed(var session) ? session.refreshToken() : "";
  }
}
