package com.klaro.app.endtoend;

import com.klaro.app.Checkout;
import com.klaro.sandbox.network.Fault;
import com.klaro.sandbox.network.FaultProxy;
import com.klaro.sandbox.temporal.DevServer;
import com.klaro.sandbox.temporal.DevServerSettings;
import com.klaro.sandbox.temporal.TemporalBinary;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real-temporal")
class TemporalServerAwayTest {
  @TempDir private Path folder;

  @Test
  void theRealServerMayGoAndComeBack() {
    Path binary = TemporalBinary.find(List.of(Checkout.root().resolve(".klaro/bin"))).orElseThrow();
    var settings =
        new DevServerSettings(
            binary,
            folder.resolve("server"),
            DevServerSettings.Ports.FREE,
            "klaro",
            null,
            Map.of());
    try (var temporal = DevServer.start(settings);
        var wire =
            FaultProxy.to(
                Integer.parseInt(
                    temporal.address().substring(temporal.address().lastIndexOf(':') + 1)));
        RunningKlaro klaro =
            KlaroHome.inMemory(folder.resolve("program"))
                .with("TEMPORAL_ADDRESS", wire.host() + ":" + wire.port())
                .with("TEMPORAL_NAMESPACE", "klaro")
                .start()) {
      var outage = new OutageOfTemporal(klaro, wire);
      outage.isOutlived(new Fault.Refuse());
      outage.isOutlived(new Fault.Stall());
      outage.isOutlived(new Fault.Reset());
      outage.leavesNothingBehind();
    }
  }
}
