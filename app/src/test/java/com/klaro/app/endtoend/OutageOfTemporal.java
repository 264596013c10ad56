package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.sandbox.network.Fault;
import com.klaro.sandbox.network.FaultProxy;
import com.klaro.sandbox.process.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Cuts the wire to Temporal, lets customers ask, joins it again.
final class OutageOfTemporal {
  private static final int CUSTOMERS = 4;
  private static final Duration ANSWER = Duration.ofSeconds(1);

  /// The promise is about ten seconds; the rest is for a machine that does other things too.
  private static final Duration MAIL = Duration.ofSeconds(20);

  private final RunningKlaro klaro;
  private final FaultProxy wire;
  private final List<Customer> all = new ArrayList<>();

  OutageOfTemporal(RunningKlaro klaro, FaultProxy wire) {
    this.klaro = klaro;
    this.wire = wire;
    // The first request of a program loads classes, which is not what is measured here.
    var first = new Customer("before@example.com");
    first.becomesACustomer(klaro);
    all.add(first);
  }

  void isOutlived(Fault fault) {
    List<Customer> asking =
        IntStream.range(0, CUSTOMERS)
            .mapToObj(i ->
                new Customer(
                    fault.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT)
                        + i
                        + "@example.com"))
            .toList();
    wire.set(fault);
    for (Customer customer : asking) {
      long begun = System.nanoTime();
      customer.asksToSignUp(klaro).expect(202);
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .as("%s: answered at once", fault)
          .isLessThan(ANSWER);
    }
    assertThat(asking).allSatisfy(customer -> assertThat(customer.mails(klaro)).isEmpty());
    wire.set(new Fault.Pass());
    for (Customer customer : asking) {
      String token = customer.token(klaro, MAIL);
      customer.completes(klaro, token).expect(201);
    }
    all.addAll(asking);
  }

  /// One mail each, one account each, and nothing that still waits to be told to Temporal.
  void leavesNothingBehind() {
    assertThat(Patience.await(MAIL, () -> klaro.database().count("outbox") == 0))
        .as("the outbox drains")
        .isTrue();
    assertThat(all)
        .allSatisfy(
            customer -> assertThat(customer.mails(klaro)).as(customer.address()).hasSize(1));
    assertThat(klaro.database().count("accounts")).isEqualTo(all.size());
  }
}
