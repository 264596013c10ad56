package com.klaro.store.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.sandbox.network.Fault;
import com.klaro.sandbox.network.FaultProxy;
import com.klaro.store.telemetry.Tracing;
import com.klaro.workflows.identity.SignupCommand;
import com.klaro.workflows.identity.SignupId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkflowGatewayTest {

  private static final int AT_ONCE = 12;

  static List<Fault> outages() {
    return List.of(new Fault.Refuse(), new Fault.Stall(), new Fault.Reset());
  }

  /// The dispatcher wakes what waited for Temporal by these words; anything else sits out its
  /// back-off.
  @ParameterizedTest
  @MethodSource("outages")
  void whoeverFindsNobodyOnANewConnectionSaysSo(Fault outage) throws Exception {
    var plugin =
        new KlaroTemporalPlugin(
            "test", TestKeys.codec(1), new SimpleMeterRegistry(), Tracing.off(), List.of());
    try (FaultProxy wire = FaultProxy.to(1)) {
      wire.set(outage);
      var settings = new TemporalSettings(wire.host() + ":" + wire.port(), "klaro", null);
      try (var connection = TemporalConnection.forRequests(settings, plugin);
          var gateway = new WorkflowGateway(connection::client);
          var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Callable<Delivery>> starts =
            IntStream.range(0, AT_ONCE)
                .<Callable<Delivery>>mapToObj(i -> () -> gateway.start(signup(i)))
                .toList();
        assertThat(threads.invokeAll(starts))
            .extracting(Future::resultNow)
            .allSatisfy(delivery ->
                assertThat(delivery)
                    .isInstanceOfSatisfying(
                        Delivery.Unreachable.class,
                        away ->
                            assertThat(away.reason()).isIn("unavailable", "deadline-exceeded")));
      }
    }
  }

  private static WorkflowStart signup(int number) {
    return WorkflowStart.of(
        "Signup",
        "identity/signup/" + number,
        "klaro",
        new SignupCommand(new SignupId(UUID.randomUUID()), Duration.ofHours(24)));
  }
}
