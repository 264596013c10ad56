package com.klaro.sandbox.temporal;

import java.nio.file.Path;
import java.util.Map;

/// Starts a server and a workflow, says the server's process id and waits to be killed.
final class TemporalChild {
  private TemporalChild() {}

  public static void main(String[] arguments) throws Exception {
    DevServer server =
        DevServer.start(
            new DevServerSettings(
                Path.of(arguments[0]),
                Path.of(arguments[1], "temporal"),
                new DevServerSettings.Ports(Integer.parseInt(arguments[2]), 0, 0, 0),
                "test",
                null,
                Map.of()));
    StartedWorkflow.start(server.address(), "test", "accepted", Map.of());
    System.out.println(server.pid().orElseThrow());
    Thread.sleep(60_000);
  }
}
