package com.klaro.app.operate;

import com.klaro.api.ApiSettings;
import com.klaro.app.ApiSections;
import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.Installation;
import com.klaro.app.Observed;
import com.klaro.app.Options;
import com.klaro.app.RunFile;
import com.klaro.app.Secrets;
import com.klaro.app.config.ConfigFile;
import com.klaro.app.production.ProductionRules;
import com.klaro.app.production.ProductionSettings;
import com.klaro.app.production.Profile;
import com.klaro.app.production.VersionFloors;
import com.klaro.store.Store;
import com.klaro.store.StoreSettings;
import com.klaro.store.database.DatabaseAddress;
import com.klaro.store.database.DatabaseSettings;
import com.klaro.store.database.DatabaseUnavailable;
import com.klaro.store.database.Ids;
import com.klaro.store.database.Schema;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.secrets.MasterKeyFile;
import com.klaro.store.secrets.SecretsSettings;
import com.klaro.store.telemetry.Tracing;
import com.klaro.store.temporal.TemporalSettings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// What a production command finds around it: settings, key, database and Temporal. Where the
/// environment names neither, a development program running on the same data is found by its run
/// file.
public final class Surroundings {

  private final Installation installation;
  private final ConfigFile config;
  private final @Nullable RunFile running;

  Surroundings(Installation installation, ConfigFile config) {
    this.installation = installation;
    this.config = config;
    this.running = RunFile.read(installation.home()).orElse(null);
  }

  public static Surroundings of(Options options) {
    Installation installation = Installation.here();
    return new Surroundings(installation, installation.config(options));
  }

  public ConfigFile config() {
    return config;
  }

  /// Development where a running development program was found, whose key and database are that
  /// program's.
  public Profile profile() {
    // Read all the same: what is misspelt here would be found out where no development program is.
    Profile named = config.section("profile", Profile.class);
    return attached() ? Profile.DEVELOPMENT : named;
  }

  private boolean attached() {
    return running != null && installation.variable("KLARO_DATABASE_URL").isEmpty();
  }

  private boolean inProduction() {
    return profile() == Profile.PRODUCTION;
  }

  public MasterKey master() {
    Path file = keyFile();
    try {
      return inProduction() ? MasterKeyFile.loadForProduction(file) : MasterKeyFile.load(file);
    } catch (MasterKeyFile.Unusable unusable) {
      throw CommandFailed.wrongUse(String.valueOf(unusable.getMessage()));
    }
  }

  private Path keyFile() {
    return installation.masterKeyFile(config.section("secrets", SecretsSettings.class).masterKey());
  }

  /// @throws CommandFailed when no database is named
  public DatabaseAddress database() {
    String url =
        installation
            .variable("KLARO_DATABASE_URL")
            .orElseGet(() -> running == null ? "" : running.databaseUrl());
    if (url.isEmpty()) {
      throw new CommandFailed(
          ExitCode.MISSING,
          "No database: set KLARO_DATABASE_URL to postgresql://user:password@host:port/db, or start"
              + " ./klaro dev with this KLARO_HOME");
    }
    DatabaseAddress address;
    try {
      address = DatabaseAddress.parse(url);
    } catch (IllegalArgumentException malformed) {
      throw CommandFailed.wrongUse("KLARO_DATABASE_URL: " + malformed.getMessage());
    }
    if (inProduction()) {
      ProductionRules.database(address, allowed());
    }
    return address;
  }

  private ProductionSettings allowed() {
    return config.section("production", ProductionSettings.class);
  }

  public TemporalSettings temporal() {
    TemporalSettings settings = config.section("temporal", TemporalSettings.class);
    // What a development program left behind here says nothing of production's.
    if (running != null && !inProduction() && installation.variable("TEMPORAL_ADDRESS").isEmpty()) {
      settings = settings.at(running.temporalAddress()).in(running.temporalNamespace());
    }
    TemporalSettings named = installation.temporal(settings);
    if (inProduction()) {
      ProductionRules.temporal(named, allowed());
    }
    return named;
  }

  /// What the API serves with.
  ///
  /// @throws CommandFailed when production refuses it
  public ApiSettings api() {
    ApiSettings settings = ApiSections.of(config, inProduction());
    if (inProduction()) {
      ProductionRules.api(settings.http(), settings.operations());
    }
    checkMails();
    return settings;
  }

  /// The worker sends them, and the API would accept what nobody could complete. Read as they
  /// stand: the API has no classes for mail.
  ///
  /// @throws CommandFailed when production refuses it
  public void checkMails() {
    if (inProduction()) {
      ProductionRules.mails(
          config.value("links.base", URI.class), config.value("mail.from", String.class));
    }
  }

  /// For a program that stays.
  ///
  /// @param tracing to be closed after the store
  /// @throws CommandFailed as `open`, or in production when a server is too old or was not prepared
  public Store openToServe(String program, PrometheusMeterRegistry meters, Tracing tracing) {
    Store store = open(program, meters, tracing);
    try {
      if (inProduction()) {
        VersionFloors.check(store);
        refuseUnprepared(store);
      }
      ConfigFile _ = Secrets.checked(config, store.secrets());
      return store;
    } catch (DatabaseUnavailable away) {
      store.close();
      throw missing(away);
    } catch (CommandFailed refused) {
      store.close();
      throw refused;
    }
  }

  /// After the versions: whoever has to change the server would type the command twice.
  private static void refuseUnprepared(Store store) {
    store
        .gateway()
        .missing()
        .ifPresent(line -> {
          throw new CommandFailed(ExitCode.MISSING, line);
        });
  }

  /// For what an operator does beside the two processes: never traced.
  ///
  /// @throws CommandFailed when Postgres is away
  public Store open(String program, PrometheusMeterRegistry meters) {
    return open(program, meters, Tracing.off());
  }

  private Store open(String program, PrometheusMeterRegistry meters, Tracing tracing) {
    try {
      return Store.open(
          new StoreSettings(
              program,
              database(),
              config.section("database", DatabaseSettings.class),
              temporal(),
              master(),
              Clock.systemUTC(),
              Ids.timeOrdered(),
              new SecureRandom(),
              meters,
              tracing));
    } catch (DatabaseUnavailable away) {
      throw missing(away);
    }
  }

  private CommandFailed missing(DatabaseUnavailable away) {
    return new CommandFailed(
        ExitCode.MISSING,
        "Postgres at "
            + database()
            + (away instanceof DatabaseUnavailable.LoginRefused
                ? loginsRefused()
                : " does not answer"),
        away);
  }

  /// Postgres says the same of a role that is not there and of one with another password.
  private String loginsRefused() {
    boolean there;
    try {
      there = Schema.hasRoles(database());
    } catch (DatabaseUnavailable unknown) {
      there = true;
    }
    return there
        ? ": the roles are there but do not take this key's passwords: is "
            + keyFile()
            + " the key that made this database? If the database is new, ./klaro migrate"
        : " has no roles of ours yet: run ./klaro migrate first, with the key of " + keyFile();
  }

  /// As section `telemetry` says; off when it names no collector.
  public Tracing tracing(String program) {
    return Observed.tracing(config, program, master());
  }
}
