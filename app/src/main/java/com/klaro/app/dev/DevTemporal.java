package com.klaro.app.dev;

import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.Installation;
import com.klaro.sandbox.process.CannotStart;
import com.klaro.sandbox.temporal.DevServer;
import com.klaro.sandbox.temporal.DevServerSettings;
import com.klaro.sandbox.temporal.InMemoryServer;
import com.klaro.sandbox.temporal.SearchAttributes;
import com.klaro.sandbox.temporal.TemporalBinary;
import com.klaro.sandbox.temporal.TemporalServer;
import com.klaro.store.temporal.SearchedBy;
import com.klaro.store.temporal.TemporalSettings;
import com.klaro.store.upkeep.Loop;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Temporal for a development program, the first that is there: the server `TEMPORAL_ADDRESS`
/// names, a `temporal` binary, the in-memory one.
///
/// @param server null when the server is somebody else's
/// @param attributes the attempts to teach such a server what operators search by
record DevTemporal(
    TemporalSettings settings, @Nullable TemporalServer server, @Nullable Loop attributes)
    implements AutoCloseable {

  private static final Duration AGAIN = Duration.ofSeconds(2);

  static DevTemporal start(Installation installation, Ports ports, TemporalSettings configured) {
    if (installation.variable("TEMPORAL_ADDRESS").isPresent()) {
      TemporalSettings named = installation.temporal(configured);
      // The server may be away now, and the program starts all the same.
      return new DevTemporal(
          named,
          null,
          Loop.untilDone("search-attributes", AGAIN, Duration.ZERO, () -> haveAttributes(named)));
    }
    TemporalServer server =
        binary(installation)
            .<TemporalServer>map(found ->
                DevServer.start(
                    new DevServerSettings(
                        found,
                        installation.home().resolve("temporal"),
                        ports.temporal(),
                        configured.namespace(),
                        "http://127.0.0.1:" + ports.admin() + "/temporal/codec",
                        SearchedBy.types())))
            .orElseGet(() ->
                InMemoryServer.start(
                    ports.temporal().grpc(), configured.namespace(), SearchedBy.types()));
    return new DevTemporal(configured.at(server.address()), server, null);
  }

  /// Before anything is made: a program that was found and does not work is never replaced silently
  /// by the one in memory, which would forget.
  ///
  /// @throws CommandFailed naming the file and what to do about it
  static void check(Installation installation) {
    if (installation.variable("TEMPORAL_ADDRESS").isPresent()) {
      return;
    }
    binary(installation)
        .ifPresent(found -> {
          try {
            String _ = TemporalBinary.version(found);
          } catch (CannotStart broken) {
            throw new CommandFailed(
                ExitCode.MISSING,
                broken.getMessage()
                    + (found.startsWith(ownFolder(installation))
                        ? "; ./klaro temporal install replaces it, and without it Temporal is in"
                            + " memory"
                        : "; delete it, or take its folder off the path"),
                broken);
          }
        });
  }

  private static Optional<Path> binary(Installation installation) {
    return TemporalBinary.find(List.of(ownFolder(installation)));
  }

  private static Path ownFolder(Installation installation) {
    return installation.root().resolve(".klaro/bin");
  }

  /// For people, before it is there.
  static String named(Installation installation, Ports ports) {
    return installation
        .variable("TEMPORAL_ADDRESS")
        .map(address -> "Temporal at " + address + ", as TEMPORAL_ADDRESS says; it may come later")
        .orElseGet(() ->
            (binary(installation).isPresent() ? "Temporal" : "Temporal in memory")
                + " on port "
                + ports.temporal().grpc());
  }

  private static boolean haveAttributes(TemporalSettings named) {
    try {
      SearchAttributes.ensure(named.address(), named.namespace(), SearchedBy.types());
      return true;
    } catch (CannotStart | StatusRuntimeException away) {
      return false;
    }
  }

  /// As `run.json` says it.
  String kind() {
    return server == null ? "external" : server.kind();
  }

  @Override
  public void close() {
    if (attributes != null) {
      attributes.close();
    }
    if (server != null) {
      server.close();
    }
  }
}
