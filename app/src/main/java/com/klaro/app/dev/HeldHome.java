package com.klaro.app.dev;

import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.RunFile;
import com.klaro.sandbox.process.CannotStart;
import com.klaro.sandbox.process.FileLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `$KLARO_HOME`, which one development program at a time has for itself, from before it touches
/// anything there until it has ended.
record HeldHome(Path path, FileLock lock) implements AutoCloseable {

  /// Mails with live tokens and the log lie there.
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /// What this program keeps there; nothing else is ever deleted, the lock's own file included.
  private static final List<String> KEPT =
      List.of("postgres", "temporal", "mailbox", "sandbox", "keys", "tls", "run.json", "klaro.log");

  /// Those whose makers do not see to it themselves.
  private static final List<String> PRIVATE = List.of("temporal", "mailbox", "sandbox");

  /// @throws CommandFailed when another program has it, naming that one
  static HeldHome take(Path home) {
    try {
      Files.createDirectories(home, OWNER_ONLY);
      FileLock lock = FileLock.take(home.resolve("lock"), "KLARO_HOME, " + home + ",");
      makePrivate(home);
      return new HeldHome(home, lock);
    } catch (CannotStart held) {
      throw new CommandFailed(ExitCode.FAILED, String.valueOf(held.getMessage()), held);
    } catch (IOException | UncheckedIOException failure) {
      throw unusable(home, failure);
    }
  }

  /// Whoever made the folder may have let others look into it.
  private static void makePrivate(Path home) throws IOException {
    for (String name : PRIVATE) {
      Files.createDirectories(home.resolve(name), OWNER_ONLY);
    }
  }

  /// Deletes the run file of a program that was killed, so that nobody reads where that one was.
  /// Where there is none, nothing is touched.
  ///
  /// @return the killed program's process id, 0 when its file does not say; empty when there is no
  ///   such file
  /// @throws CommandFailed when another program has it, naming that one
  static Optional<Long> forgetTheKilled(Path home) {
    if (!Files.exists(home.resolve("run.json"))) {
      return Optional.empty();
    }
    try (HeldHome held = take(home)) {
      return Optional.of(held.killed());
    }
  }

  private long killed() {
    long pid =
        RunFile.read(path).map(file -> file.tree().path("pids").path("app").asLong()).orElse(0L);
    RunFile.remove(path);
    return pid;
  }

  void empty() {
    try {
      for (String name : KEPT) {
        delete(path.resolve(name));
      }
      makePrivate(path);
    } catch (IOException failure) {
      throw unusable(path, failure);
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

  private static CommandFailed unusable(Path home, Exception failure) {
    return new CommandFailed(
        ExitCode.FAILED, "The folder " + home + " cannot be used: " + failure, failure);
  }

  @Override
  public void close() {
    lock.close();
  }
}
