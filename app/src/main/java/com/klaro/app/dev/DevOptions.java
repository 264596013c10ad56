package com.klaro.app.dev;

import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.Installation;
import com.klaro.app.Logs;
import com.klaro.app.Options;
import com.klaro.app.RunFile;
import com.klaro.app.Syntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What `dev` and `demo` have in common before anything starts.
public final class DevOptions {

  public static final Syntax SYNTAX =
      Syntax.NOTHING.withValues("config", "port-offset").withFlags("fresh", "stay", "tls");

  /// Mails with live tokens and the log lie in `$KLARO_HOME`.
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /// What this program keeps under `$KLARO_HOME`; nothing else there is ever deleted.
  private static final List<String> KEPT =
      List.of("postgres", "temporal", "mailbox", "sandbox", "keys", "tls", "run.json", "klaro.log");

  private DevOptions() {}

  public static Development.Running start(Options options) {
    Installation installation = Installation.here();
    prepareHome(installation.home(), options.flag("fresh"));
    Logs.toFile(installation.home().resolve("klaro.log"));
    return Development.start(
        installation,
        installation.config(options),
        options.number("port-offset", 0),
        options.flag("tls"));
  }

  private static void prepareHome(Path home, boolean fresh) {
    try {
      Files.createDirectories(home, OWNER_ONLY);
      if (fresh) {
        refuseWhileRunning(home);
        for (String name : KEPT) {
          delete(home.resolve(name));
        }
      }
    } catch (IOException failure) {
      throw new CommandFailed(
          ExitCode.FAILED, "The folder " + home + " cannot be used: " + failure, failure);
    }
  }

  private static void refuseWhileRunning(Path home) {
    long pid =
        RunFile.read(home).map(file -> file.tree().path("pids").path("app").asLong()).orElse(0L);
    if (pid > 0 && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
      throw CommandFailed.wrongUse(
          "A program (process " + pid + ") runs on " + home + "; stop it before --fresh");
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.exists(path)) {
      try (Stream<Path> all = Files.walk(path)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }
}
