import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Lays out the distribution: jars side by side, as they were published, and for each kind of
/// command the list of those it runs on. A jar that neither `api` nor `worker` needs is a
/// development part and goes to `lib/dev`.
///
/// Run by the build as a source file. Arguments: the distribution's folder, this program's jar, the
/// folder of the modules, when the build began, then files to put beside `lib`.
final class Distribution {

  private Distribution() {}

  private static void lay(Path dist, Path app, Path modules, Instant began, List<Path> beside)
      throws IOException {
    List<Path> everything = classpath(modules, "app");
    Set<String> api = namesOf(modules, "api", everything);
    // What the API is handed: adapters that need no jar beyond the API's own. See
    // docs/decisions/0016.
    everything.stream()
        .filter(jar -> jar.startsWith(modules.resolve("activities")))
        .forEach(jar -> api.add(jar.getFileName().toString()));
    Set<String> worker = namesOf(modules, "worker", everything);
    Set<String> production = new HashSet<>(api);
    production.addAll(worker);

    Path lib = Files.createDirectories(dist.resolve("lib"));
    Files.createDirectories(lib.resolve("dev"));
    Set<Path> kept = new HashSet<>();
    List<String> forApi = new ArrayList<>();
    List<String> forWorker = new ArrayList<>();
    List<String> all = new ArrayList<>();
    List<String> dev = new ArrayList<>();
    for (Path jar : Stream.concat(Stream.of(app), everything.stream()).toList()) {
      String name = jar.getFileName().toString();
      boolean own = jar.equals(app);
      String place = own || production.contains(name) ? name : "dev/" + name;
      if (!kept.add(lib.resolve(place))) {
        throw new FileAlreadyExistsException("Two jars are called " + name);
      }
      copy(jar, lib.resolve(place));
      dev.add(place);
      if (own || production.contains(name)) {
        all.add(place);
      }
      if (own || api.contains(name)) {
        forApi.add(place);
      }
      if (own || worker.contains(name)) {
        forWorker.add(place);
      }
    }
    Files.write(lib.resolve("api.jars"), forApi);
    Files.write(lib.resolve("worker.jars"), forWorker);
    Files.write(lib.resolve("all.jars"), all);
    Files.write(lib.resolve("dev.jars"), dev);
    removeOtherJars(lib, kept);
    for (Path file : beside) {
      if (Files.exists(file)) {
        copy(file, dist.resolve(file.getFileName()));
      }
    }
    write(dist.resolve("openapi.json"), lib, forApi);
    // Dated at the beginning: a source that was changed during the build is newer than this build.
    Path stamp = dist.resolve("stamp");
    Files.writeString(stamp, "");
    Files.setLastModifiedTime(stamp, FileTime.from(began));
  }

  /// The description of the API, by the program itself.
  private static void write(Path document, Path lib, List<String> jars) throws IOException {
    String classpath =
        String.join(
            File.pathSeparator, jars.stream().map(jar -> lib.resolve(jar).toString()).toList());
    Process program =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classpath,
                "com.klaro.app.Klaro",
                "openapi")
            .redirectOutput(document.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (program.onExit().join().exitValue() != 0) {
      throw new IllegalStateException("The program cannot describe its API");
    }
  }

  private static List<Path> classpath(Path modules, String module) throws IOException {
    String text =
        Files.readString(modules.resolve(module).resolve("target/runtime.classpath")).strip();
    return Stream.of(text.split(File.pathSeparator)).map(Path::of).toList();
  }

  /// The module's own jar and what it runs on. Each is also a jar of the whole program, in the same
  /// version: otherwise one command would run on other code than the tests did.
  private static Set<String> namesOf(Path modules, String module, List<Path> everything)
      throws IOException {
    Set<String> known = new HashSet<>();
    Set<String> names = new LinkedHashSet<>();
    for (Path jar : everything) {
      known.add(jar.getFileName().toString());
      if (jar.startsWith(modules.resolve(module))) {
        names.add(jar.getFileName().toString());
      }
    }
    for (Path jar : classpath(modules, module)) {
      names.add(jar.getFileName().toString());
    }
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalStateException(
            module
                + " runs on "
                + name
                + ", app on another version of it: manage the version in the root pom");
      }
    }
    return names;
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.exists(to)
        || Files.size(from) != Files.size(to)
        || !Files.getLastModifiedTime(from).equals(Files.getLastModifiedTime(to))) {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private static void removeOtherJars(Path lib, Set<Path> kept) throws IOException {
    try (Stream<Path> files = Files.walk(lib)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".jar")).toList()) {
        if (!kept.contains(file)) {
          Files.delete(file);
        }
      }
    }
  }

  static void main(String[] args) throws IOException {
    List<Path> beside = Stream.of(args).skip(4).map(Path::of).toList();
    lay(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), Instant.parse(args[3]), beside);
  }
}
