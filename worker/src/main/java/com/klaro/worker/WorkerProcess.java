package com.klaro.worker;

import com.klaro.activities.mail.SmtpMailer;
import com.klaro.activities.tenancy.TenancyInterceptor;
import com.klaro.store.Store;
import com.klaro.store.StoreSettings;
import com.klaro.store.audit.AuditUpkeep;
import com.klaro.store.audit.HeadSigner;
import com.klaro.store.idempotency.IdempotencyRetention;
import com.klaro.store.limits.LimitRetention;
import com.klaro.store.outbox.OutboxDispatcher;
import com.klaro.store.temporal.KlaroTemporalPlugin;
import com.klaro.store.temporal.TemporalConnection;
import com.klaro.worker.wiring.FeatureWiring;
import com.klaro.worker.wiring.Parts;
import com.klaro.worker.wiring.Purge;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;

/// The worker, running: the one place where its parts are put together.
public final class WorkerProcess implements AutoCloseable {

  private final TemporalConnection temporal;
  private final Worker worker;
  private final WorkerHealth health;
  private final AuditUpkeep heads;
  private final Retention retention;
  private final SmtpMailer mailer;

  private WorkerProcess(
      TemporalConnection temporal,
      Worker worker,
      WorkerHealth health,
      AuditUpkeep heads,
      Retention retention,
      SmtpMailer mailer) {
    this.temporal = temporal;
    this.worker = worker;
    this.health = health;
    this.heads = heads;
    this.retention = retention;
    this.mailer = mailer;
  }

  /// Returns at once; work begins when a Temporal that will do is there.
  public static WorkerProcess start(
      WorkerSettings settings, FeatureSettings theirs, Store store, TemporalFloor floor) {
    SdkLogFilter.install();
    StoreSettings given = store.settings();
    var mailer =
        new SmtpMailer(
            theirs.mail(),
            store.secrets(),
            (SSLSocketFactory) SSLSocketFactory.getDefault(),
            given.clock());
    List<FeatureWiring> features = Features.all(theirs, new Parts(store, mailer, theirs.links()));
    var tenancy = new TenancyInterceptor(store.gate());
    var plugin =
        new KlaroTemporalPlugin(
            "worker", store.codec(), given.meters(), given.tracing(), List.of(tenancy));
    var temporal = TemporalConnection.forWorkers(given.temporal(), plugin);
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
            temporal.client(), settings, tenancy, features, store.gateway(), dispatcher, floor);
    worker.start();
    var keys = new IdempotencyRetention(store.database(), given.clock());
    return new WorkerProcess(
        temporal,
        worker,
        new WorkerHealth(worker, store.gateway(), dispatcher, given.meters()),
        AuditUpkeep.ofHeads(new HeadSigner(store.database(), store.auditKeys(), given.clock())),
        Retention.start(
            Retention.FIRST,
            features,
            Purge.hourly("idempotency keys", keys::forget),
            Purge.hourly("limits", new LimitRetention(store.database(), given.clock())::forget)),
        mailer);
  }

  public WorkerHealth health() {
    return health;
  }

  /// Drains.
  @Override
  public void close() {
    retention.close();
    heads.close();
    worker.close();
    temporal.close();
    mailer.close();
  }
}
