package com.klaro.app;

import java.util.Objects;

/// Says which Klaro this is and on which Java it runs.
final class VersionCommand implements Command {

  @Override
  public Syntax syntax() {
    // The rehearsal for an ahead-of-time cache is the command itself: it ends on its own.
    return Syntax.of("Prints the version.")
        .withFlag("warm-up", "changes nothing; as ./klaro build --aot calls each command");
  }

  @Override
  public ExitCode run(Options options) {
    String version =
        Objects.requireNonNullElse(
            Klaro.class.getPackage().getImplementationVersion(), "(not packaged)");
    System.out.println("Klaro " + version + " on Java " + Runtime.version());
    return ExitCode.FINE;
  }
}
