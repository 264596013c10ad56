package com.klaro.app.operate;

import com.klaro.activities.identity.breach.PwnedPasswords;
import com.klaro.api.ApiServer;
import com.klaro.api.ApiSettings;
import com.klaro.api.tls.PemFiles;
import com.klaro.app.Command;
import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.Logs;
import com.klaro.app.Observed;
import com.klaro.app.Options;
import com.klaro.app.StopSignal;
import com.klaro.app.Syntax;
import com.klaro.store.Store;
import com.klaro.store.telemetry.Tracing;

/// `klaro api`: serves until asked to stop, then drains.
public final class ApiCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of("Serves the API until asked to stop, then answers what has come in.")
        .withConfig()
        .withFlag("warm-up", "is ready and stops, as ./klaro build --aot needs it");
  }

  @Override
  public ExitCode run(Options options) {
    // First: what is prepared aside would find a log that nobody configured, and speak on its own.
    Logs.toStandardError();
    var preparation = new ApiServer.Preparation();
    var surroundings = Surroundings.of(options);
    ApiSettings settings = surroundings.api();
    return StopSignal.during(stop -> serve(surroundings, settings, options, preparation, stop));
  }

  private static void serve(
      Surroundings surroundings,
      ApiSettings settings,
      Options options,
      ApiServer.Preparation preparation,
      StopSignal stop) {
    var meters = Observed.meters("api");
    try (Tracing tracing = surroundings.tracing("api");
        Store store = surroundings.openToServe("api", meters, tracing);
        PwnedPasswords breached = new PwnedPasswords(settings.identity().passwords().breaches());
        ApiServer api = ApiServer.start(settings, breached, store, meters, preparation)) {
      System.err.println("klaro: the API listens on port " + api.port() + tls(api));
      if (!options.flag("warm-up")) {
        stop.await();
      }
    } catch (PemFiles.Unusable unusable) {
      throw new CommandFailed(ExitCode.WRONG_USE, String.valueOf(unusable.getMessage()), unusable);
    } catch (ApiServer.CannotListen taken) {
      throw new CommandFailed(ExitCode.FAILED, String.valueOf(taken.getMessage()), taken);
    }
  }

  private static String tls(ApiServer api) {
    return api.tlsPort().isPresent() ? " and, with TLS, on " + api.tlsPort().getAsInt() : "";
  }
}
