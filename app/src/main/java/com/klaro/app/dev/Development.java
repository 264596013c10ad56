package com.klaro.app.dev;

import com.klaro.activities.identity.breach.PwnedPasswords;
import com.klaro.api.ApiServer;
import com.klaro.api.ApiSettings;
import com.klaro.api.tls.PemFiles;
import com.klaro.app.ApiSections;
import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.Installation;
import com.klaro.app.Observed;
import com.klaro.app.RunFile;
import com.klaro.app.Secrets;
import com.klaro.app.WorkerSections;
import com.klaro.app.config.ConfigFile;
import com.klaro.app.production.Profile;
import com.klaro.sandbox.control.Faults;
import com.klaro.sandbox.control.ProviderServer;
import com.klaro.sandbox.control.VirtualClock;
import com.klaro.sandbox.mail.Mailbox;
import com.klaro.sandbox.mail.MailboxSettings;
import com.klaro.sandbox.process.CannotStart;
import com.klaro.sandbox.pwned.PwnedProvider;
import com.klaro.sandbox.tls.SelfSigned;
import com.klaro.store.Store;
import com.klaro.store.StoreSettings;
import com.klaro.store.database.DatabaseAddress;
import com.klaro.store.database.DatabasePatience;
import com.klaro.store.database.DatabaseSettings;
import com.klaro.store.database.DatabaseUnavailable;
import com.klaro.store.database.Ids;
import com.klaro.store.database.Schema;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.secrets.MasterKeyFile;
import com.klaro.store.secrets.RoleLogins;
import com.klaro.store.secrets.SecretsSettings;
import com.klaro.store.telemetry.TelemetrySettings;
import com.klaro.store.telemetry.Tracing;
import com.klaro.store.temporal.TemporalSettings;
import com.klaro.store.upkeep.Loop;
import com.klaro.worker.Recovery;
import com.klaro.worker.TemporalFloor;
import com.klaro.worker.WorkerProcess;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// All parts, started in order of dependency and ended in reverse.
public final class Development implements AutoCloseable {

  private static final DatabasePatience PATIENCE = new DatabasePatience(Duration.ofSeconds(30));

  private final Installation installation;
  private final Ports ports;
  private final boolean withTls;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private Development(Installation installation, Ports ports, boolean withTls) {
    this.installation = installation;
    this.ports = ports;
    this.withTls = withTls;
  }

  /// Where things are, for people and for the run file.
  public record Places(
      Path home,
      String api,
      String admin,
      String sandbox,
      String mailbox,
      RunFile runFile,
      String temporal) {}

  /// @param home given back at the end, also when nothing could be started
  /// @param withTls adds a connector with a certificate of our own making
  /// @throws CommandFailed with one line, after ending what was started
  static Running start(
      Installation installation, HeldHome home, ConfigFile config, Ports ports, boolean withTls) {
    var development = new Development(installation, ports, withTls);
    HeldHome _ = development.kept(home);
    try {
      return new Running(development, development.open(config));
    } catch (CannotStart | ApiServer.CannotListen | MasterKeyFile.Unusable failure) {
      development.close();
      throw new CommandFailed(ExitCode.FAILED, String.valueOf(failure.getMessage()), failure);
    } catch (PemFiles.Unusable unusable) {
      development.close();
      throw new CommandFailed(ExitCode.WRONG_USE, String.valueOf(unusable.getMessage()), unusable);
    } catch (DatabaseUnavailable away) {
      development.close();
      throw new CommandFailed(ExitCode.MISSING, String.valueOf(away.getMessage()), away);
    } catch (RuntimeException failure) {
      development.close();
      throw failure;
    }
  }

  /// A started program; closing it ends every part.
  public record Running(Development development, Places places) implements AutoCloseable {
    @Override
    public void close() {
      development.close();
    }
  }

  private Places open(ConfigFile file) {
    ports.awaitFreeForTheApi(withTls);
    Mailbox mailbox =
        kept(
            Mailbox.start(
                new MailboxSettings(
                    installation.home().resolve("mailbox"), ports.smtp(), ports.mailbox()),
                Clock.systemUTC()));
    ProviderServer sandbox =
        kept(
            ProviderServer.start(
                ports.sandbox(),
                List.of(PwnedProvider.in(installation.home().resolve("sandbox/pwned"))),
                new Faults(),
                new VirtualClock(Clock.systemUTC())));
    ConfigFile config = DevFrontEnd.in(adapted(file, mailbox, sandbox));
    // The two slow starters, side by side.
    Banner.waitingFor(
        List.of(DevDatabase.named(installation, ports), DevTemporal.named(installation, ports)),
        System.out);
    var startingTemporal =
        CompletableFuture.supplyAsync(() ->
            DevTemporal.start(
                installation, ports, config.section("temporal", TemporalSettings.class)));
    DevDatabase database = kept(DevDatabase.start(installation, ports));
    MasterKey master = PATIENCE.await(() -> master(config, database));
    DatabaseAddress address = PATIENCE.await(() -> prepared(database, master));
    DevTemporal temporal = kept(joined(startingTemporal));

    var meters = Observed.meters("dev");
    Tracing tracing = kept(Observed.tracing(config, "dev", master));
    Store store =
        kept(
            PATIENCE.await(() ->
                Store.open(
                    new StoreSettings(
                        "dev",
                        address,
                        config.section("database", DatabaseSettings.class),
                        temporal.settings(),
                        master,
                        Clock.systemUTC(),
                        Ids.timeOrdered(),
                        new SecureRandom(),
                        meters,
                        tracing))));
    List<String> nextAuth = PATIENCE.await(() -> DevFrontEnd.secrets(config, store));
    ConfigFile _ = PATIENCE.await(() -> Secrets.checked(config, store.secrets()));
    WorkerProcess _ =
        kept(PATIENCE.await(() -> WorkerSections.start(config, store, TemporalFloor.ANY)));
    WorkerSections.recoveries(config, store).forEach(it -> kept(untilAllWereReached(it)));
    ApiSettings settings = ApiSections.of(config, false);
    PwnedPasswords breached = kept(new PwnedPasswords(settings.identity().passwords().breaches()));
    ApiServer api = kept(PATIENCE.await(() -> ApiServer.start(settings, breached, store, meters)));
    RunFile runFile = RunFileWriter.of(api, sandbox, mailbox, database, temporal, nextAuth);
    runFile.write(installation.home());
    kept(() -> RunFile.remove(installation.home()));
    return new Places(
        installation.home(),
        "http://127.0.0.1:" + api.port(),
        "http://127.0.0.1:" + api.adminPort(),
        sandbox.url(),
        mailbox.url(),
        runFile,
        temporal.kind());
  }

  /// @throws CommandFailed with the first setting that is wrong
  static void checkSettings(ConfigFile file) {
    Profile _ = file.section("profile", Profile.class);
    ApiSettings _ = ApiSections.of(file, false);
    WorkerSections.check(file);
    DatabaseSettings _ = file.section("database", DatabaseSettings.class);
    TemporalSettings _ = file.section("temporal", TemporalSettings.class);
    TelemetrySettings _ = file.section("telemetry", TelemetrySettings.class);
    SecretsSettings _ = file.section("secrets", SecretsSettings.class);
  }

  /// What only this process knows: its ports, and that its Temporal's pages may decode without a
  /// token.
  private ConfigFile adapted(ConfigFile file, Mailbox mailbox, ProviderServer sandbox) {
    int ui = ports.temporal().ui();
    ConfigFile config =
        file.with("http.port", ports.api())
            .with("http.adminPort", ports.admin())
            .with(
                "operations.uiOrigins", List.of("http://localhost:" + ui, "http://127.0.0.1:" + ui))
            .with("operations.decodeWithoutToken", true)
            .with("mail.port", mailbox.smtpPort())
            .with("identity.passwords.breaches.url", sandbox.url() + "/pwned");
    if (withTls) {
      SelfSigned own = SelfSigned.keptIn(installation.home().resolve("tls"), Clock.systemUTC());
      config =
          config
              .with("http.tls.port", ports.tls())
              .with("http.tls.certificate", own.certificate().toString())
              .with("http.tls.privateKey", own.privateKey().toString());
    }
    if (file.tree().path("passkeys").path("rpId").asText().isEmpty()) {
      config = config.with("passkeys.rpId", "localhost").with("passkeys.origins", ownOrigins());
    }
    return "http://127.0.0.1:8080".equals(file.tree().path("links").path("base").asText())
        ? config.with("links.base", "http://127.0.0.1:" + ports.api())
        : config;
  }

  /// An address is no domain, so our pages are reached by the name of this machine.
  private List<String> ownOrigins() {
    String plain = "http://localhost:" + ports.api();
    return withTls ? List.of(plain, "https://localhost:" + ports.tls()) : List.of(plain);
  }

  private MasterKey master(ConfigFile config, DevDatabase database) {
    String reference = config.section("secrets", SecretsSettings.class).masterKey();
    Path file = installation.masterKeyFile(reference);
    boolean dataExists = Schema.isPrepared(database.address());
    return database.server() == null
        ? MasterKeyFile.loadOrCreateForDevelopment(file, dataExists, new SecureRandom())
        : MasterKeyFile.loadOrCreate(file, dataExists, new SecureRandom());
  }

  private static DevTemporal joined(CompletableFuture<DevTemporal> starting) {
    try {
      return starting.join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
    }
  }

  private static DatabaseAddress prepared(DevDatabase database, MasterKey master) {
    new Schema(database.address(), new RoleLogins(master)).prepare();
    return database.address();
  }

  /// Beside the work that has begun already: Temporal or Postgres may be away just now, and nobody
  /// else would look at these rows before the next start.
  private static Loop untilAllWereReached(Recovery recovery) {
    return Loop.untilDone(
        "recovery", Duration.ofSeconds(2), Duration.ZERO, () -> recovery.run().unreachable() == 0);
  }

  private <T extends AutoCloseable> T kept(T part) {
    parts.push(part);
    return part;
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception failure) {
        // The others must end all the same.
        System.err.println("klaro: a part did not end well: " + failure);
      }
    }
  }
}
