package com.klaro.sandbox.temporal;

import com.klaro.sandbox.network.LoopbackPort;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.testserver.TestServer;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The test server of the Java SDK, at the pace of the real clock. Its workflows are gone when it
/// ends, it cannot list or count them and it has no schedules. It listens on every interface, not
/// only on the loopback one: the SDK offers no other way.
public final class InMemoryServer implements TemporalServer {
  private static final Duration PORT_PATIENCE = Duration.ofSeconds(1);
  private static final int ATTEMPTS = 5;

  private final TestServer.PortBoundTestServer server;
  private final int port;
  private final String namespace;

  private InMemoryServer(TestServer.PortBoundTestServer server, int port, String namespace) {
    this.server = server;
    this.port = port;
    this.namespace = namespace;
  }

  /// Port 0 means any free one. Every namespace name is known to this server.
  public static InMemoryServer start(
      int port, String namespace, Map<String, IndexedValueType> searchAttributes) {
    InMemoryServer server = bound(port, namespace);
    try {
      SearchAttributes.ensure(server.address(), namespace, searchAttributes);
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /// What was free a moment ago may be somebody's meanwhile. Where any port will do, there are
  /// more.
  private static InMemoryServer bound(int port, String namespace) {
    for (int attempt = 1; ; attempt++) {
      int chosen = LoopbackPort.orFree(port);
      LoopbackPort.awaitFree(chosen, PORT_PATIENCE, "Temporal");
      try {
        return new InMemoryServer(
            TestServer.createPortBoundServer(chosen, true), chosen, namespace);
      } catch (RuntimeException taken) {
        if (port != 0 || attempt == ATTEMPTS) {
          throw taken;
        }
      }
    }
  }

  @Override
  public String kind() {
    return "in-memory";
  }

  @Override
  public String address() {
    return LoopbackPort.HOST + ":" + port;
  }

  @Override
  public String namespace() {
    return namespace;
  }

  @Override
  public @Nullable String ui() {
    return null;
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.empty();
  }

  @Override
  public void close() {
    server.close();
  }
}
