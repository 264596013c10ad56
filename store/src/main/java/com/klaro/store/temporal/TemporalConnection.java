package com.klaro.store.temporal;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.GrpcCompression;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.SimpleSslContextBuilder;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// One channel to Temporal. Making it connects to nothing: a program starts while Temporal is away.
/// The client is made aside and at its first use, because its classes are a large part of every
/// start and a door may open before they are there.
///
/// Two kinds, because one patience cannot serve both: a request must fail within seconds so that
/// its row goes to the dispatcher, while a worker must keep trying to hand in what it has done.
public final class TemporalConnection implements AutoCloseable {

  private static final Duration SHORT = Duration.ofSeconds(2);

  private final CompletableFuture<WorkflowClient> client = new CompletableFuture<>();
  private final AtomicBoolean asked = new AtomicBoolean();
  private final WorkflowServiceStubsOptions options;
  private final String namespace;

  private TemporalConnection(
      TemporalSettings settings,
      KlaroTemporalPlugin plugin,
      WorkflowServiceStubsOptions.Builder options) {
    options
        .setTarget(settings.address())
        // Compressing what never leaves the machine only costs time.
        .setGrpcCompression(settings.onThisMachine() ? GrpcCompression.NONE : GrpcCompression.GZIP)
        // After an outage the channel is tried again each second, not after a back-off of minutes.
        .setConnectionBackoffResetFrequency(Duration.ofSeconds(1))
        .setGrpcReconnectFrequency(Duration.ofSeconds(30))
        .setPlugins(plugin);
    if (settings.tls() != null) {
      secure(options, settings.tls());
    }
    this.options = options.build();
    this.namespace = settings.namespace();
  }

  private WorkflowClient made() {
    return WorkflowClient.newInstance(
        WorkflowServiceStubs.newServiceStubs(options),
        WorkflowClientOptions.newBuilder().setNamespace(namespace).build());
  }

  /// Begins to make the client and returns at once.
  public void prepare() {
    if (asked.compareAndSet(false, true)) {
      client.completeAsync(
          this::made, work -> Thread.ofPlatform().daemon().name("temporal-client").start(work));
    }
  }

  public static TemporalConnection forRequests(
      TemporalSettings settings, KlaroTemporalPlugin plugin) {
    return new TemporalConnection(
        settings,
        plugin,
        WorkflowServiceStubsOptions.newBuilder()
            .setRpcTimeout(SHORT)
            .setSystemInfoTimeout(SHORT)
            .setRpcRetryOptions(
                RpcRetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofMillis(50))
                    .setExpiration(SHORT)
                    .validateBuildWithDefaults()));
  }

  public static TemporalConnection forWorkers(
      TemporalSettings settings, KlaroTemporalPlugin plugin) {
    return new TemporalConnection(settings, plugin, WorkflowServiceStubsOptions.newBuilder());
  }

  public WorkflowClient client() {
    prepare();
    return client.join();
  }

  private static void secure(
      WorkflowServiceStubsOptions.Builder options, TemporalSettings.Tls tls) {
    try (InputStream certificate = Files.newInputStream(tls.certificate());
        InputStream privateKey = Files.newInputStream(tls.privateKey())) {
      var context = SimpleSslContextBuilder.forPKCS8(certificate, privateKey);
      if (tls.authority() != null) {
        context.setTrustManager(Authority.of(tls.authority()));
      }
      options.setSslContext(context.build());
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("temporal.tls: " + unreadable.getMessage(), unreadable);
    }
  }

  @Override
  public void close() {
    if (!asked.get()) {
      return;
    }
    WorkflowServiceStubs stubs = client().getWorkflowServiceStubs();
    stubs.shutdown();
    if (!stubs.awaitTermination(2, TimeUnit.SECONDS)) {
      stubs.shutdownNow();
    }
  }
}
