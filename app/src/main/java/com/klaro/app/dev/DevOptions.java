package com.klaro.app.dev;

import com.klaro.app.Installation;
import com.klaro.app.Logs;
import com.klaro.app.Options;
import com.klaro.app.Syntax;
import com.klaro.app.config.ConfigFile;

/// What `dev` and `demo` have in common before anything starts.
public final class DevOptions {

  public static final Syntax SYNTAX =
      Syntax.NOTHING.withValues("config", "port-offset").withFlags("fresh", "stay", "tls");

  private DevOptions() {}

  public static Development.Running start(Options options) {
    Installation installation = Installation.here();
    ConfigFile config = installation.config(options);
    Ports ports = new Ports(options.number("port-offset", 0));
    HeldHome home = HeldHome.take(installation.home());
    Banner.starting(home.path(), home.forgetTheKilled(), System.out);
    if (options.flag("fresh")) {
      home.empty();
    }
    Logs.toFile(home.path().resolve("klaro.log"));
    return Development.start(installation, home, config, ports, options.flag("tls"));
  }
}
