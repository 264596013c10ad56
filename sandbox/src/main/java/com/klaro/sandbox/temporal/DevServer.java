package com.klaro.sandbox.temporal;

import com.klaro.sandbox.network.LoopbackPort;
import com.klaro.sandbox.process.CannotStart;
import com.klaro.sandbox.process.FileLock;
import com.klaro.sandbox.process.GuardedProcess;
import com.klaro.sandbox.process.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.OptionalLong;

/// The real server in its development form: workflows, schedules and the web pages survive a
/// restart, and a kill -9.
public final class DevServer implements TemporalServer {
  private static final Duration START = Duration.ofSeconds(60);

  /// The server's own day forgets over a weekend what was looked at on Friday.
  private static final Duration RETENTION = Duration.ofDays(7);

  private static final Duration PORT_PATIENCE = Duration.ofSeconds(1);
  private static final int TRIES = 3;

  private final DevServerSettings.Ports ports;
  private final String namespace;
  private final FileLock lock;
  private final GuardedProcess process;

  private DevServer(
      DevServerSettings.Ports ports, String namespace, FileLock lock, GuardedProcess process) {
    this.ports = ports;
    this.namespace = namespace;
    this.lock = lock;
    this.process = process;
  }

  /// Starts the server and returns when its namespace answers and a workflow with every search
  /// attribute can start.
  public static DevServer start(DevServerSettings settings) {
    DatabaseFile database =
        DatabaseFile.in(settings.directory(), TemporalBinary.version(settings.binary()));
    FileLock lock = database.lock();
    try {
      return start(settings, database, lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /// The server also takes ports that nobody can name, free ones at the moment it looks; a program
  /// that takes one of them in between ends it at once.
  private static DevServer start(DevServerSettings settings, DatabaseFile database, FileLock lock) {
    createDirectory(settings);
    for (int left = TRIES; ; left--) {
      database.awaitNobody();
      try {
        return once(settings, database, lock);
      } catch (CannotStart failure) {
        if (left == 1 || !String.valueOf(failure.getMessage()).contains("address already in use")) {
          throw failure;
        }
      }
    }
  }

  private static DevServer once(DevServerSettings settings, DatabaseFile database, FileLock lock) {
    DevServerSettings.Ports ports = chosen(settings.ports());
    GuardedProcess process =
        GuardedProcess.start(
            DevServerCommand.of(settings, ports, database.path()),
            "TERM",
            database.beside(".pid"),
            database.beside(".log"));
    DevServer server = new DevServer(ports, settings.namespace(), lock, process);
    try {
      server.awaitNamespace();
      Retention.ensure(server.address(), server.namespace, RETENTION);
      SearchAttributes.ensure(server.address(), server.namespace, settings.searchAttributes());
      return server;
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  private static void createDirectory(DevServerSettings settings) {
    try {
      Files.createDirectories(settings.directory());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DevServerSettings.Ports chosen(DevServerSettings.Ports wanted) {
    return new DevServerSettings.Ports(
        chosen(wanted.grpc(), "Temporal"),
        chosen(wanted.ui(), "Temporal's web pages"),
        chosen(wanted.http(), "Temporal's HTTP API"),
        chosen(wanted.metrics(), "Temporal's metrics"));
  }

  private static int chosen(int wanted, String what) {
    int port = LoopbackPort.orFree(wanted);
    LoopbackPort.awaitFree(port, PORT_PATIENCE, what);
    return port;
  }

  private void awaitNamespace() {
    try (Connection connection = Connection.to(address())) {
      if (!connection.awaitNamespace(namespace, START, process::isAlive)) {
        throw new CannotStart(
            "Temporal did not start on port " + ports.grpc() + ":\n" + process.output());
      }
    }
  }

  @Override
  public String kind() {
    return "dev-server";
  }

  @Override
  public String address() {
    return LoopbackPort.HOST + ":" + ports.grpc();
  }

  @Override
  public String namespace() {
    return namespace;
  }

  @Override
  public String ui() {
    return "http://" + LoopbackPort.HOST + ":" + ports.ui();
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.of(process.pid());
  }

  /// Stops the server without ending it: to its clients it looks like a machine that hangs.
  public void freeze() {
    Signals.send("STOP", Signals.family(process.pid()));
  }

  public void thaw() {
    Signals.send("CONT", Signals.family(process.pid()));
  }

  @Override
  public void close() {
    process.close();
    lock.close();
  }
}
