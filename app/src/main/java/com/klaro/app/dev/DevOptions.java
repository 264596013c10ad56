package com.klaro.app.dev;

import com.klaro.app.Installation;
import com.klaro.app.Logs;
import com.klaro.app.Options;
import com.klaro.app.Syntax;
import com.klaro.app.config.ConfigFile;

/// What `dev` and `demo` have in common before anything starts.
public final class DevOptions {

  private DevOptions() {}

  /// @param says what the command does
  /// @param stay what `--stay` does
  public static Syntax syntax(String says, String stay) {
    return Syntax.of(says)
        .withValue(
            "port-offset",
            "N",
            "adds N to every port, so that two can run side by side, each with a KLARO_HOME of its"
                + " own: 100, 200 … 900 never meet")
        .withFlag("fresh", "deletes the data of earlier runs in KLARO_HOME first")
        .withFlag("stay", stay)
        .withFlag("tls", "serves the API on 8443, too, with a certificate of its own making")
        .withConfig();
  }

  public static Development.Running start(Options options) {
    Installation installation = Installation.here();
    ConfigFile config = installation.config(options);
    Ports ports = new Ports(options.number("port-offset", 0));
    HeldHome.forgetTheKilled(installation.home()).ifPresent(pid -> Banner.killed(pid, System.out));
    // Wrong settings are told before anything else is, and before the slow parts have started.
    Development.checkSettings(config);
    DevTemporal.check(installation);
    HeldHome home = HeldHome.take(installation.home());
    Banner.starting(home.path(), System.out);
    if (options.flag("fresh")) {
      home.empty();
    }
    Logs.toFile(home.path().resolve("klaro.log"));
    return Development.start(installation, home, config, ports, options.flag("tls"));
  }
}
