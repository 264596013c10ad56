package com.klaro.sandbox.temporal;

import io.temporal.testing.TemporalDevServer;
import io.temporal.testing.TemporalDevServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/// Fetches the `temporal` program as Temporal's own SDK does, for systems that cannot build it. The
/// SDK only downloads in order to start a server, so one is started on a free port and stopped at
/// once.
public final class Download {

  private Download() {}

  /// Arguments: the version, as in `v1.5.1`, and where to put the program. What the SDK leaves
  /// beside it is the caller's to remove.
  public static void main(String[] arguments) throws IOException {
    Path program = Path.of(arguments[1]).toAbsolutePath();
    Path folder = Files.createDirectories(program.resolveSibling("download"));
    try {
      TemporalDevServer.start(
              TemporalDevServerOptions.newBuilder()
                  .setDownloadVersion(arguments[0])
                  .setDownloadDestination(folder.toString())
                  .setDownloadEnabled(true)
                  .build())
          .close();
    } catch (RuntimeException failure) {
      System.err.println("The download did not work: " + failure.getMessage());
      System.exit(1);
    }
    Files.move(downloaded(folder), program, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path downloaded(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("the SDK left no program in " + folder));
    }
  }
}
