package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.sandbox.network.Fault;
import com.klaro.sandbox.network.FaultProxy;
import com.klaro.sandbox.network.LoopbackPort;
import com.klaro.sandbox.process.Patience;
import com.klaro.sandbox.temporal.InMemoryServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server named by `TEMPORAL_ADDRESS`, which a test can cut off while both ends live.
class TemporalAwayTest {
  private static final String NAMESPACE = "klaro";

  @TempDir private Path folder;

  @Test
  void requestsAreAcceptedWithoutItAndMailedAfterwardsOnce() {
    try (var temporal = InMemoryServer.start(LoopbackPort.free(), NAMESPACE, Map.of());
        var wire = FaultProxy.to(port(temporal));
        RunningKlaro klaro = home(wire).start()) {
      var outage = new OutageOfTemporal(klaro, wire);
      outage.isOutlived(new Fault.Refuse());
      outage.isOutlived(new Fault.Stall());
      outage.leavesNothingBehind();
    }
  }

  /// Rows say what must run. A Temporal that came back empty, after the program had started, gets
  /// it all again.
  @Test
  void whatAnEmptiedTemporalForgotIsStartedAgain() {
    var customer = new Customer("forgotten@example.com");
    int port = LoopbackPort.free();
    try (var wire = FaultProxy.to(port)) {
      KlaroHome home = home(wire);
      try (var _ = InMemoryServer.start(port, NAMESPACE, Map.of());
          RunningKlaro klaro =
              home.config("mail:\n  host: 127.0.0.3\n  allowPlain: true\n").start()) {
        customer.asksToSignUp(klaro).expect(202);
        assertThat(
                Patience.await(Duration.ofSeconds(20), () -> klaro.database().count("outbox") == 0))
            .as("the workflow has started, and from now on only Temporal knows that a mail is due")
            .isTrue();
        klaro.kill();
      }
      wire.set(new Fault.Refuse());
      try (RunningKlaro klaro = home.config("limits:\n  multiplier: 1\n").start();
          var _ = InMemoryServer.start(port, NAMESPACE, Map.of())) {
        wire.set(new Fault.Pass());
        assertThat(customer.token(klaro, Duration.ofSeconds(60))).isNotEmpty();
      }
    }
  }

  private KlaroHome home(FaultProxy wire) {
    return KlaroHome.inMemory(folder)
        .with("TEMPORAL_ADDRESS", wire.host() + ":" + wire.port())
        .with("TEMPORAL_NAMESPACE", NAMESPACE);
  }

  private static int port(InMemoryServer server) {
    return Integer.parseInt(server.address().substring(server.address().lastIndexOf(':') + 1));
  }
}
