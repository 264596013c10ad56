package com.klaro.app.demo;

import com.klaro.app.Command;
import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.Options;
import com.klaro.app.StopSignal;
import com.klaro.app.Syntax;
import com.klaro.app.client.ApiClient;
import com.klaro.app.client.Mailbox;
import com.klaro.app.dev.Banner;
import com.klaro.app.dev.DevOptions;
import com.klaro.app.dev.Development;
import java.time.Clock;
import okhttp3.OkHttpClient;

/// `klaro demo`: starts everything, walks one customer's way, and exits 0 only if every step held.
public final class DemoCommand implements Command {

  @Override
  public Syntax syntax() {
    return DevOptions.syntax(
        "Starts everything, walks one customer through all of it, and ends; 0 if every step"
            + " held.",
        "stays after the walk, as `dev` does");
  }

  @Override
  public ExitCode run(Options options) {
    return StopSignal.during(stop -> {
      try (Development.Running running = DevOptions.start(options)) {
        walk(running.places());
        if (options.flag("stay")) {
          Banner.print(running.places(), System.out);
          stop.await();
        }
      } catch (Steps.Failed failed) {
        throw new CommandFailed(ExitCode.FAILED, String.valueOf(failed.getMessage()), failed);
      }
    });
  }

  private static void walk(Development.Places places) {
    var http = new OkHttpClient();
    try {
      String address = "asha.rao+" + System.currentTimeMillis() + "@example.com";
      var mailbox = new Mailbox(ApiClient.of(http, places.mailbox()));
      new Journey(
              ApiClient.of(http, places.api()),
              mailbox,
              new Steps(System.out),
              address,
              Clock.systemUTC())
          .walk();
    } finally {
      http.connectionPool().evictAll();
      http.dispatcher().executorService().shutdown();
    }
  }
}
