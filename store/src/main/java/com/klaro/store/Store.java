package com.klaro.store;

import com.klaro.store.audit.AuditKeys;
import com.klaro.store.audit.AuditSource;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.audit.AuditUpkeep;
import com.klaro.store.audit.OperatorTrail;
import com.klaro.store.database.Database;
import com.klaro.store.database.DatabasePatience;
import com.klaro.store.limits.LimitIntake;
import com.klaro.store.outbox.Outbox;
import com.klaro.store.outbox.OutboxStarter;
import com.klaro.store.secrets.NamedSecret;
import com.klaro.store.secrets.RoleLogins;
import com.klaro.store.secrets.SecretStore;
import com.klaro.store.temporal.HistoryCodec;
import com.klaro.store.temporal.KlaroTemporalPlugin;
import com.klaro.store.temporal.StoredCodecKeys;
import com.klaro.store.temporal.TemporalConnection;
import com.klaro.store.temporal.WorkflowGateway;
import com.klaro.store.tenancy.TenancyGate;
import java.time.Duration;
import java.util.List;

/// The parts of the store that every program of the house needs, built in order of dependency and
/// closed in reverse. Doors of single features are built by the features' wirings, from these.
public final class Store implements AutoCloseable {

  private static final DatabasePatience PATIENCE = new DatabasePatience(Duration.ofSeconds(10));

  private final StoreSettings settings;
  private final Database database;
  private final SecretStore secrets;
  private final AuditKeys auditKeys;
  private final AuditUpkeep auditUpkeep;
  private final AuditTrail audit;
  private final TenancyGate gate;
  private final StoredCodecKeys codecKeys;
  private final HistoryCodec codec;
  private final TemporalConnection temporal;
  private final WorkflowGateway gateway;
  private final OutboxStarter starter;
  private final Outbox outbox;
  private final LimitIntake limits;

  private Store(StoreSettings settings, Database database) {
    this.settings = settings;
    this.database = database;
    AuditKeys.prepare();
    Object _ = PATIENCE.await(database::version);
    this.secrets = new SecretStore(database, settings.master(), settings.clock());
    this.auditKeys = AuditKeys.from(secrets, settings.random());
    this.auditUpkeep = AuditUpkeep.ofKeys(auditKeys);
    this.audit = new AuditTrail(auditKeys, settings.clock());
    this.gate = new TenancyGate(database, settings.clock());
    this.codecKeys = new StoredCodecKeys(secrets, settings.random());
    this.codec = new HistoryCodec(codecKeys);
    var plugin =
        new KlaroTemporalPlugin(
            settings.program(), codec, settings.meters(), settings.tracing(), List.of());
    this.temporal = TemporalConnection.forRequests(settings.temporal(), plugin);
    this.gateway = new WorkflowGateway(temporal::client);
    this.starter =
        new OutboxStarter(
            database,
            gateway,
            settings.clock(),
            settings.random(),
            settings.meters(),
            settings.tracing());
    this.outbox = new Outbox(settings.ids(), settings.clock(), settings.tracing(), starter);
    this.limits = new LimitIntake(database, settings.master().derive("limits"), settings.clock());
  }

  /// On a migrated database. Temporal may be away: it is not asked here.
  ///
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away
  public static Store open(StoreSettings settings) {
    var database =
        new Database(
            settings.address(),
            settings.database(),
            new RoleLogins(settings.master())::passwordOf,
            "klaro-" + settings.program(),
            settings.meters(),
            settings.tracing());
    try {
      return new Store(settings, database);
    } catch (RuntimeException failure) {
      // Whoever tries again must not find the pools of the attempt before.
      database.close();
      throw failure;
    }
  }

  /// The newest value of a secret that has one version, made when there is none.
  public byte[] key(NamedSecret secret) {
    return secrets.ensure(secret, settings.random()).value();
  }

  public StoreSettings settings() {
    return settings;
  }

  public Database database() {
    return database;
  }

  public SecretStore secrets() {
    return secrets;
  }

  public AuditKeys auditKeys() {
    return auditKeys;
  }

  public AuditTrail audit() {
    return audit;
  }

  public OperatorTrail operatorTrail() {
    return new OperatorTrail(database, audit);
  }

  public AuditSource auditSource() {
    return AuditSource.of(settings.address(), new RoleLogins(settings.master())::passwordOf);
  }

  public TenancyGate gate() {
    return gate;
  }

  public HistoryCodec codec() {
    return codec;
  }

  /// Begins to make what speaks to Temporal, so that the first who needs it does not wait; returns
  /// at once.
  public void prepareTemporal() {
    temporal.prepare();
  }

  public WorkflowGateway gateway() {
    return gateway;
  }

  public Outbox outbox() {
    return outbox;
  }

  /// The limits that processes share.
  public LimitIntake limits() {
    return limits;
  }

  @Override
  public void close() {
    starter.close();
    gateway.close();
    temporal.close();
    codecKeys.close();
    auditUpkeep.close();
    database.close();
  }
}
