package com.klaro.app.dev;

import com.klaro.app.CommandFailed;
import com.klaro.sandbox.network.LoopbackPort;
import com.klaro.sandbox.temporal.DevServerSettings;
import java.time.Duration;

/// The default ports, all shifted by the same offset, so that two programs can run side by side.
/// They must not be apart by as much as two of the ports are, such as 10 or 1000.
record Ports(int offset) {

  /// The server of a program that has just ended gives its port back a moment later.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  Ports {
    if (offset < 0 || offset > 50_000) {
      throw CommandFailed.wrongUse("--port-offset takes a number from 0 to 50000");
    }
  }

  int api() {
    return 8080 + offset;
  }

  int admin() {
    return 8081 + offset;
  }

  int tls() {
    return 8443 + offset;
  }

  int sandbox() {
    return 8090 + offset;
  }

  int mailbox() {
    return 8025 + offset;
  }

  int smtp() {
    return 1025 + offset;
  }

  int postgres() {
    return 5433 + offset;
  }

  DevServerSettings.Ports temporal() {
    return DevServerSettings.Ports.USUAL.shifted(offset);
  }

  /// The API is the last to start; whoever has its ports is named before the slow parts are waited
  /// for. The other parts look when they start.
  ///
  /// @throws com.klaro.sandbox.process.CannotStart naming the port
  void awaitFreeForTheApi(boolean withTls) {
    LoopbackPort.awaitFree(api(), PATIENCE, "the API");
    LoopbackPort.awaitFree(admin(), PATIENCE, "its admin connector");
    if (withTls) {
      LoopbackPort.awaitFree(tls(), PATIENCE, "the API over TLS");
    }
  }
}
