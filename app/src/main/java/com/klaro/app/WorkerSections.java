package com.klaro.app;

import com.klaro.activities.mail.Links;
import com.klaro.activities.mail.MailSettings;
import com.klaro.app.config.ConfigFile;
import com.klaro.store.Store;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.store.secrets.NamedSecret;
import com.klaro.store.secrets.SecretReference;
import com.klaro.worker.Features;
import com.klaro.worker.MailSection;
import com.klaro.worker.Recovery;
import com.klaro.worker.RetentionSettings;
import com.klaro.worker.TemporalFloor;
import com.klaro.worker.WorkerAdmin;
import com.klaro.worker.WorkerProcess;
import com.klaro.worker.WorkerSettings;
import com.klaro.worker.wiring.FeatureWiring;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The sections that the worker reads, and the worker made from them.
public final class WorkerSections {

  private WorkerSections() {}

  /// Says what is wrong in them before anything is started.
  public static void check(ConfigFile config) {
    WorkerSettings _ = config.section("worker", WorkerSettings.class);
    MailSection _ = config.section("mail", MailSection.class);
    Links _ = links(config);
    RetentionSettings _ = retention(config);
  }

  public static WorkerProcess start(ConfigFile config, Store store, TemporalFloor floor) {
    return WorkerProcess.start(
        config.section("worker", WorkerSettings.class), features(config, store), store, floor);
  }

  /// @throws CommandFailed when the port is taken
  public static WorkerAdmin admin(
      ConfigFile config, WorkerProcess worker, PrometheusMeterRegistry meters) {
    WorkerSettings settings = config.section("worker", WorkerSettings.class);
    try {
      return WorkerAdmin.start(settings.bind(), settings.adminPort(), worker.health(), meters);
    } catch (IOException taken) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "Cannot listen on "
              + settings.bind()
              + ":"
              + settings.adminPort()
              + " (worker.adminPort): "
              + taken.getMessage(),
          taken);
    }
  }

  /// What a Temporal that lost its data is given again.
  public static List<Recovery> recoveries(ConfigFile config, Store store) {
    return Recovery.ofAll(features(config, store), store.gateway());
  }

  private static List<FeatureWiring> features(ConfigFile config, Store store) {
    return new Features(
            config.section("identity", IdentitySettings.class),
            retention(config),
            () -> mail(config, store),
            links(config),
            store)
        .all();
  }

  /// What they may refer to.
  public static List<NamedSecret> secrets(ConfigFile config) {
    return config.section("mail", MailSection.class).secrets();
  }

  private static RetentionSettings retention(ConfigFile config) {
    try {
      return config
          .section("retention", RetentionSettings.class)
          .beside(config.section("identity", IdentitySettings.class).signupLink());
    } catch (IllegalArgumentException tooShort) {
      throw CommandFailed.wrongUse(String.valueOf(tooShort.getMessage()));
    }
  }

  private static Links links(ConfigFile config) {
    return config.section("links", Links.class);
  }

  private static MailSettings mail(ConfigFile config, Store store) {
    MailSection section = config.section("mail", MailSection.class);
    try {
      return section.settings(reference -> resolved(store, "mail.password", reference));
    } catch (IllegalArgumentException wrong) {
      throw CommandFailed.wrongUse(String.valueOf(wrong.getMessage()));
    }
  }

  private static String resolved(Store store, String key, SecretReference reference) {
    return store
        .secrets()
        .newest(reference.name())
        .map(version -> new String(version.value(), StandardCharsets.UTF_8))
        .orElseThrow(() ->
            CommandFailed.wrongUse(
                key
                    + ": "
                    + reference
                    + " is not in the secret store; add it with ./klaro secrets set "
                    + reference.name()));
  }
}
