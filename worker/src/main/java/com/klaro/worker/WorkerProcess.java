package com.klaro.worker;

import com.klaro.activities.identity.SignupActivitiesImpl;
import com.klaro.activities.mail.Links;
import com.klaro.activities.mail.MailSettings;
import com.klaro.activities.mail.SmtpMailer;
import com.klaro.activities.tenancy.TenancyInterceptor;
import com.klaro.store.Store;
import com.klaro.store.StoreSettings;
import com.klaro.store.audit.AuditUpkeep;
import com.klaro.store.audit.HeadSigner;
import com.klaro.store.history.KlaroTemporalPlugin;
import com.klaro.store.history.TemporalConnection;
import com.klaro.store.idempotency.IdempotencyRetention;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.store.identity.SignupReader;
import com.klaro.store.identity.SignupRetention;
import com.klaro.store.identity.SignupWriter;
import com.klaro.store.outbox.OutboxDispatcher;
import com.klaro.worker.identity.IdentityWiring;
import com.klaro.worker.identity.Recovery;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;

/// The worker, running: the one place where its parts are put together.
public final class WorkerProcess implements AutoCloseable {

  private final TemporalConnection temporal;
  private final Worker worker;
  private final WorkerHealth health;
  private final AuditUpkeep heads;
  private final Retention retention;

  private WorkerProcess(
      TemporalConnection temporal,
      Worker worker,
      WorkerHealth health,
      AuditUpkeep heads,
      Retention retention) {
    this.temporal = temporal;
    this.worker = worker;
    this.health = health;
    this.heads = heads;
    this.retention = retention;
  }

  /// Returns at once; work begins when Temporal is there.
  public static WorkerProcess start(
      WorkerSettings settings,
      RetentionSettings kept,
      MailSettings mail,
      Links links,
      Store store) {
    SdkLogFilter.install();
    StoreSettings given = store.settings();
    var tenancy = new TenancyInterceptor(store.gate());
    var plugin =
        new KlaroTemporalPlugin(
            "worker", store.codec(), given.meters(), given.tracing(), List.of(tenancy));
    var temporal = TemporalConnection.forWorkers(given.temporal(), plugin);
    var mailer =
        new SmtpMailer(mail, (SSLSocketFactory) SSLSocketFactory.getDefault(), given.clock());
    var dispatcher =
        new OutboxDispatcher(
            store.database(),
            store.gateway(),
            given.clock(),
            given.random(),
            given.meters(),
            given.tracing());
    var worker =
        new Worker(
            temporal.client(),
            settings,
            tenancy,
            List.of(IdentityWiring.of(new SignupActivitiesImpl(signups(store), mailer, links))),
            store.gateway(),
            dispatcher);
    worker.start();
    Retention retention = retention(kept, store);
    retention.start();
    return new WorkerProcess(
        temporal,
        worker,
        new WorkerHealth(worker, store.gateway(), dispatcher, given.meters()),
        AuditUpkeep.ofHeads(new HeadSigner(store.database(), store.auditKeys(), given.clock())),
        retention);
  }

  private static Retention retention(RetentionSettings kept, Store store) {
    Clock clock = store.settings().clock();
    return new Retention(
        kept,
        new SignupRetention(store.database(), clock),
        new IdempotencyRetention(store.database(), clock),
        clock);
  }

  /// What `klaro recover` does.
  public static Recovery recovery(IdentitySettings identity, Store store) {
    return new Recovery(new SignupReader(store.database())::unfinished, identity.signupLink(), store.gateway());
  }

  public WorkerHealth health() {
    return health;
  }

  private static SignupWriter signups(Store store) {
    StoreSettings given = store.settings();
    return new SignupWriter(store.database(), given.master(), given.random(), given.clock());
  }

  /// Drains.
  @Override
  public void close() {
    retention.close();
    heads.close();
    worker.close();
    temporal.close();
  }
}
