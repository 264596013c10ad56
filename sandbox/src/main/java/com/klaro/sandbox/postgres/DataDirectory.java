package com.klaro.sandbox.postgres;

import com.klaro.sandbox.process.CannotStart;
import com.klaro.sandbox.process.PidFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The files of one cluster, below the directory of its settings.
record DataDirectory(Path home) {
  /// Passwords are asked for on every connection: the same rule as a real installation, and local
  /// files have no other door, since there is no socket file.
  private static final String HOST_RULES =
      """
      # TYPE  DATABASE  USER  ADDRESS       METHOD
      host    all       all   127.0.0.1/32  scram-sha-256
      """;

  private static final int STATUS_LINE = 7;

  Path data() {
    return home.resolve("data");
  }

  Path log() {
    return home.resolve("server.log");
  }

  Path lock() {
    return home.resolve("lock");
  }

  Path guardPid() {
    return home.resolve("server.pid");
  }

  Path passwordFile() {
    return home.resolve("superuser.password");
  }

  Path postmasterPid() {
    return data().resolve("postmaster.pid");
  }

  /// Makes the cluster when there is none. It is made aside and moved at the end, so that a kill
  /// half way leaves nothing that looks like data.
  void initialise(PostgresBinaries binaries, String password, boolean durable) throws IOException {
    if (Files.exists(data().resolve("PG_VERSION"))) {
      return;
    }
    Path aside = home.resolve("data.new");
    PrivateFiles.deleteTree(aside);
    Path passwordForInit = home.resolve("init.password");
    PrivateFiles.write(passwordForInit, password);
    try {
      runInit(binaries, aside, passwordForInit, durable);
    } finally {
      Files.deleteIfExists(passwordForInit);
    }
    Files.writeString(aside.resolve("pg_hba.conf"), HOST_RULES);
    Files.move(aside, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  private void runInit(PostgresBinaries binaries, Path target, Path passwordFile, boolean durable)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + target,
                "--username=" + PostgresServer.SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8"));
    command.addAll(binaries.locale());
    if (!durable) {
      command.add("--no-sync");
    }
    Process init =
        new ProcessBuilder(Unprivileged.command(home, command))
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    String output = new String(init.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (init.onExit().join().exitValue() != 0) {
      throw new CannotStart(
          "Postgres could not make its files in " + home + ":\n" + output.strip());
    }
  }

  /// Postgres writes its state into a line of its pid file; that is how its own tools see that it
  /// is ready.
  boolean isReady() {
    try {
      List<String> lines = Files.readAllLines(postmasterPid());
      return lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
    } catch (NoSuchFileException _) {
      return false;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  Optional<Long> postmaster() {
    return PidFile.read(postmasterPid());
  }
}
