package com.klaro.sandbox.postgres;

import com.klaro.sandbox.network.LoopbackPort;
import java.util.ArrayList;
import java.util.List;

/// The command line of the server. Everything is said here and nothing in `postgresql.conf`, so
/// that kept data follows the program and not the version that made it.
final class ServerCommand {
  private ServerCommand() {}

  static List<String> of(
      PostgresBinaries binaries, DataDirectory directory, int port, boolean durable) {
    String flush = durable ? "on" : "off";
    List<String> command =
        new ArrayList<>(
            List.of(
                binaries.program("postgres").toString(),
                "-D",
                directory.data().toString(),
                "-p",
                Integer.toString(port)));
    List.of(
            "listen_addresses=" + LoopbackPort.HOST,
            "unix_socket_directories=",
            "password_encryption=scram-sha-256",
            "fsync=" + flush,
            "full_page_writes=" + flush,
            "synchronous_commit=" + flush,
            "max_connections=200",
            "shared_buffers=64MB",
            "timezone=UTC",
            "log_timezone=UTC",
            "logging_collector=off")
        .forEach(setting -> command.addAll(List.of("-c", setting)));
    return command;
  }
}
