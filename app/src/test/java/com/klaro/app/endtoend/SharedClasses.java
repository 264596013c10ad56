package com.klaro.app.endtoend;

import com.klaro.app.Checkout;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/// What Java loads for the program, loaded once and shared by all that tests start: almost half of
/// the CPU of a start, of which there are some hundred. Java takes what it shares from jars only,
/// and does without where something has changed since.
final class SharedClasses {

  private static final Path FOLDER = Checkout.root().resolve("app/target/loaded");
  private static final Path CLASSES = Checkout.root().resolve("app/target/classes");
  private static final Path JAR = FOLDER.resolve("app.jar");
  private static final Path ARCHIVE = FOLDER.resolve("klaro.jsa");

  private static final List<String> PATH =
      Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
          .filter(entry -> !entry.endsWith("test-classes"))
          .toList();

  private static boolean rehearsing;

  private SharedClasses() {}

  /// Of the program, without what only tests have.
  static String classPath() {
    return String.join(File.pathSeparator, isPossible() ? jars() : PATH);
  }

  /// What to tell Java. The first who asks prepares it; other processes wait meanwhile.
  static List<String> flags() {
    return isPossible() && prepared()
        ? List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-Xlog:cds=off", "-Xlog:aot=off")
        : List.of();
  }

  private static boolean isPossible() {
    return PATH.stream()
        .allMatch(entry -> entry.endsWith(".jar") || Path.of(entry).equals(CLASSES));
  }

  private static List<String> jars() {
    return PATH.stream()
        .map(entry -> Path.of(entry).equals(CLASSES) ? JAR.toString() : entry)
        .toList();
  }

  private static synchronized boolean prepared() {
    if (rehearsing) {
      return false;
    }
    try {
      Files.createDirectories(FOLDER);
      try (FileChannel turn =
              FileChannel.open(
                  FOLDER.resolve("turn"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var _ = turn.lock()) {
        if (!Files.exists(JAR) || newest(JAR) < newest(PATH)) {
          Files.deleteIfExists(ARCHIVE);
          pack();
          rehearse();
        }
        return Files.exists(ARCHIVE);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static long newest(List<String> path) throws IOException {
    long newest = 0;
    for (String entry : path) {
      newest = Math.max(newest, newest(Path.of(entry)));
    }
    return newest;
  }

  private static long newest(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.mapToLong(file -> file.toFile().lastModified()).max().orElse(0);
    }
  }

  private static void pack() throws IOException {
    try (OutputStream file = Files.newOutputStream(JAR);
        var jar = new JarOutputStream(file);
        Stream<Path> all = Files.walk(CLASSES)) {
      for (Path each : all.filter(Files::isRegularFile).sorted().toList()) {
        jar.putNextEntry(new ZipEntry(CLASSES.relativize(each).toString()));
        Files.copy(each, jar);
      }
    }
  }

  /// One start and stop under the eyes of Java, which keeps at the end what it loaded.
  private static void rehearse() throws IOException {
    rehearsing = true;
    try {
      KlaroHome home =
          KlaroHome.inMemory(Files.createTempDirectory(FOLDER, "rehearsal"))
              .with("JDK_JAVA_OPTIONS", "-XX:ArchiveClassesAtExit=" + ARCHIVE);
      try (RunningKlaro klaro = home.start()) {
        int _ = klaro.stop();
      }
    } finally {
      rehearsing = false;
    }
  }
}
