package com.klaro.app;

import com.klaro.activities.mail.Links;
import com.klaro.activities.mail.MailSettings;
import com.klaro.app.config.ConfigFile;
import com.klaro.store.Store;
import com.klaro.store.database.Ids;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.store.identity.PageSettings;
import com.klaro.store.members.MembersSettings;
import com.klaro.worker.FeatureSettings;
import com.klaro.worker.Features;
import com.klaro.worker.Recovery;
import com.klaro.worker.TemporalFloor;
import com.klaro.worker.WorkerAdmin;
import com.klaro.worker.WorkerProcess;
import com.klaro.worker.WorkerSettings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.List;

/// The sections that the worker reads, and the worker made from them.
public final class WorkerSections {

  private WorkerSections() {}

  /// Says what is wrong in them before anything is started.
  public static void check(ConfigFile config) {
    WorkerSettings _ = config.section("worker", WorkerSettings.class);
    FeatureSettings _ = features(config);
  }

  public static WorkerProcess start(ConfigFile config, Store store, TemporalFloor floor) {
    return WorkerProcess.start(
        config.section("worker", WorkerSettings.class), features(config), store, floor);
  }

  /// @throws CommandFailed when the port is taken
  public static WorkerAdmin admin(
      ConfigFile config, WorkerProcess worker, PrometheusMeterRegistry meters, Ids ids) {
    WorkerSettings settings = config.section("worker", WorkerSettings.class);
    try {
      return WorkerAdmin.start(
          settings.adminBind(), settings.adminPort(), worker.health(), meters, ids);
    } catch (IOException taken) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "Cannot listen on "
              + settings.adminBind()
              + ":"
              + settings.adminPort()
              + " (worker.adminPort): "
              + taken.getMessage(),
          taken);
    }
  }

  /// What a Temporal that lost its data is given again.
  public static List<Recovery> recoveries(ConfigFile config, Store store) {
    return Recovery.ofAll(Features.atRest(features(config), store), store.gateway());
  }

  private static FeatureSettings features(ConfigFile config) {
    return new FeatureSettings(
        config.section("identity", IdentitySettings.class),
        config.section("members", MembersSettings.class),
        config.section("pages", PageSettings.class),
        config.section("mail", MailSettings.class),
        config.section("links", Links.class));
  }
}
