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
    int chosen = LoopbackPort.orFree(port);
    LoopbackPort.awaitFree(chosen, PORT_PATIENCE, "Temporal");
    InMemoryServer server =
        new InMemoryServer(TestServer.createPortBoundServer(chosen, true), chosen, namespace);
    try {
      SearchAttributes.ensure(server.address(), namespace, searchAttributes);
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
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
