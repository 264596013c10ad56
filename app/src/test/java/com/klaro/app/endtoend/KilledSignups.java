package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.app.client.Answer;
import com.klaro.sandbox.process.Patience;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// Signs customers up and kills the program at seeded moments, then holds it to what it had
/// accepted.
final class KilledSignups {
  private static final Duration MAIL = Duration.ofSeconds(30);
  private static final int AT_ONCE = 3;

  /// From before the row is there until after the mail is out.
  private static final int LATEST_KILL = 2500;

  /// Hashing, the transaction and the reply lie within this time.
  private static final int LATEST_KILL_OF_COMPLETION = 250;

  private final KlaroHome home;
  private final Random random;
  private final List<Customer> accepted = new ArrayList<>();
  private final Set<Customer> customers = ConcurrentHashMap.newKeySet();

  KilledSignups(KlaroHome home, long seed) {
    this.home = home;
    this.random = new Random(seed);
  }

  void surviveKills(int points) {
    for (int point = 0; point < points; point++) {
      try (RunningKlaro klaro = home.start()) {
        keepsItsWord(klaro);
        var asking = IntStream.range(0, AT_ONCE).mapToObj(_ -> customer()).toList();
        if (point % 2 == 0) {
          killWhileTheyAsk(klaro, asking);
        } else {
          killWhileTheyComplete(klaro, asking);
        }
      }
    }
    try (RunningKlaro klaro = home.start()) {
      keepsItsWord(klaro);
      nothingIsThereTwice(klaro);
    }
  }

  private Customer customer() {
    return new Customer("customer." + Long.toHexString(random.nextLong()) + "@example.com");
  }

  private void killWhileTheyAsk(RunningKlaro klaro, List<Customer> asking) {
    int delay = random.nextInt(LATEST_KILL);
    List<Thread> threads =
        asking.stream()
            .map(customer ->
                Thread.startVirtualThread(() -> {
                  if (answered(() -> customer.asksToSignUp(klaro), 202)) {
                    keep(customer);
                  }
                }))
            .toList();
    killAfter(klaro, delay, threads);
  }

  private void killWhileTheyComplete(RunningKlaro klaro, List<Customer> asking) {
    asking.forEach(customer -> {
      customer.asksToSignUp(klaro).expect(202);
      keep(customer);
    });
    List<String> tokens = asking.stream().map(customer -> customer.token(klaro, MAIL)).toList();
    List<Thread> threads =
        IntStream.range(0, asking.size())
            .mapToObj(i ->
                Thread.startVirtualThread(() -> {
                  if (answered(() -> asking.get(i).completes(klaro, tokens.get(i)), 201)) {
                    customers.add(asking.get(i));
                  }
                }))
            .toList();
    killAfter(klaro, random.nextInt(LATEST_KILL_OF_COMPLETION), threads);
  }

  private synchronized void keep(Customer customer) {
    accepted.add(customer);
  }

  private void killAfter(RunningKlaro klaro, int millis, List<Thread> threads) {
    try {
      Thread.sleep(millis);
      if (random.nextBoolean()) {
        klaro.kill();
      } else {
        klaro.killWithServers();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /// A connection that ends with the program says nothing, which is what a client has to live with.
  private static boolean answered(java.util.function.Supplier<Answer> call, int status) {
    try {
      Answer _ = call.get().expect(status);
      return true;
    } catch (UncheckedIOException killed) {
      return false;
    }
  }

  /// Whoever was told 201 can sign in; whoever was told 202 gets a mail whose link works.
  private void keepsItsWord(RunningKlaro klaro) {
    for (Customer customer : accepted) {
      if (customers.contains(customer)) {
        customer.signsIn(klaro).expect(200);
        continue;
      }
      Answer completion = customer.completes(klaro, customer.token(klaro, MAIL));
      // The completion that was cut off may have held; then the link is spent and the account is
      // there.
      assertThat(completion.status()).as(completion.problem()).isIn(201, 400);
      customer.signsIn(klaro).expect(200);
      customers.add(customer);
    }
  }

  private void nothingIsThereTwice(RunningKlaro klaro) {
    assertThat(accepted).as("the seed leaves something to look at").isNotEmpty();
    assertThat(customers).containsExactlyInAnyOrderElementsOf(accepted);
    for (Customer customer : accepted) {
      String token = customer.signsIn(klaro).expect(200).text("accessToken");
      assertThat(klaro.api().as(token).get("/v1/me").expect(200).body().path("workspaces"))
          .hasSize(1);
    }
    Superuser database = klaro.database();
    for (String table : List.of("accounts", "workspaces", "memberships")) {
      assertThat(database.count(table)).as(table).isEqualTo(accepted.size());
    }
    assertThat(Patience.await(MAIL, () -> database.count("outbox") == 0))
        .as("the outbox drains")
        .isTrue();
    for (Customer customer : accepted) {
      assertThat(customer.mails(klaro)).as(customer.address()).hasSizeBetween(1, 2);
    }
  }
}
