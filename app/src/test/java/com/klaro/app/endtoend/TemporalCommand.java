package com.klaro.app.endtoend;

import com.klaro.app.Checkout;
import com.klaro.sandbox.temporal.TemporalBinary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Temporal's own command line, as `docs/api.md` has an operator use it.
record TemporalCommand(RunningKlaro klaro) {

  /// @return all that it says of a workflow, and of what went wrong
  String shows(String workflowId, String token) throws IOException {
    Path binary = TemporalBinary.find(List.of(Checkout.root().resolve(".klaro/bin"))).orElseThrow();
    Process process =
        new ProcessBuilder(
                binary.toString(),
                "workflow",
                "show",
                "--detailed",
                "--address",
                klaro.runFile().temporalAddress(),
                "--namespace",
                klaro.runFile().temporalNamespace(),
                "--workflow-id",
                workflowId,
                "--codec-endpoint",
                klaro.url("admin") + "/temporal/codec",
                "--codec-auth",
                "Bearer " + token)
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
