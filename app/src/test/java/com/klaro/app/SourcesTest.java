package com.klaro.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// House rules that only sources can show, over every module.
class SourcesTest {

  private static final int LINES = 400;

  private static final Set<String> NOT_KEPT =
      Set.of(".git", ".klaro", ".idea", ".vscode", "target", "node_modules");
  private static final Set<String> NO_ROOM =
      Set.of("util", "utils", "common", "core", "misc", "helper", "helpers", "manager");
  private static final Pattern NO_NAME =
      Pattern.compile(".*(Manager|Helper|Utils?|Service)\\.java|(Default|Abstract)[A-Z].*\\.java");

  /// What makes a client or workers that nobody gave the plugin.
  private static final Pattern OWN_TEMPORAL =
      Pattern.compile(
          "(TestWorkflowEnvironment|TestActivityEnvironment|WorkflowClient)\\s*\\.\\s*newInstance"
              + "|Test(Workflow|Activity)(Rule|Extension)"
              + "|replayWorkflowExecution\\w*\\([^;]*\\.class");

  /// `TestTemporal` gives the plugin. The sandbox knows nothing of the product, and its test only
  /// asks whether a workflow that nobody works on outlives its server. The last is what is not
  /// done.
  private static final Set<String> MAY_MAKE_TEMPORAL =
      Set.of("TestTemporal.java", "StartedWorkflow.java", "OwnTemporal.java");

  private final Path root = Checkout.root();
  private final List<Path> main = sources("main");
  private final List<Path> test = sources("test");

  @Test
  void filesAreSmallEnoughToReadWhole() {
    assertThat(main).isNotEmpty();
    assertThat(test).isNotEmpty();
    assertThat(Stream.concat(main.stream(), test.stream()))
        .allSatisfy(file -> assertThat(lines(file)).as(name(file)).isLessThanOrEqualTo(LINES));
  }

  @Test
  void whateverElseIsKeptHereIsAsSmall() {
    assertThat(kept())
        .filteredOn(file -> name(file).matches("klaro|docs/api.md|pom.xml"))
        .hasSize(3);
    assertThat(kept())
        .filteredOn(file -> isText(file) && lines(file) > LINES)
        .extracting(this::name)
        .isEmpty();
  }

  /// All that is no product of a build, in the way of `.gitignore`; what npm locks is npm's.
  private List<Path> kept() {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes of) {
              return NOT_KEPT.contains(String.valueOf(folder.getFileName()))
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes of) {
              String name = String.valueOf(file.getFileName());
              if (of.isRegularFile()
                  && !name.equals("package-lock.json")
                  && !name.matches(
                      ".*\\.(log|class)|\\.flattened-pom\\.xml|dependency-reduced-.*")) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static boolean isText(Path file) {
    try (InputStream beginning = Files.newInputStream(file)) {
      for (byte one : beginning.readNBytes(8192)) {
        if (one == 0) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    Set<String> silent = new TreeSet<>();
    for (Path folder : folders(main)) {
      Path info = folder.resolve("package-info.java");
      if (!Files.exists(info)
          || !read(info).contains("@NullMarked")
          || !read(info).contains("///")) {
        silent.add(name(folder));
      }
    }
    assertThat(silent).as("package-info.java with a doc and @NullMarked").isEmpty();
  }

  @Test
  void testPackagesAreNullMarkedToo() {
    Set<String> unmarked = new TreeSet<>();
    for (Path folder : folders(test)) {
      Path beside = Path.of(folder.toString().replace("/src/test/", "/src/main/"));
      // The annotation of a package's main half holds for its tests.
      if (!marked(folder) && !marked(beside)) {
        unmarked.add(name(folder));
      }
    }
    assertThat(unmarked).isEmpty();
  }

  @Test
  void namesSayWhatAThingIs() {
    List<String> vague = new ArrayList<>();
    for (Path file : Stream.concat(main.stream(), test.stream()).toList()) {
      if (NO_NAME.matcher(file.getFileName().toString()).matches()) {
        vague.add(name(file));
      }
      for (Path part : root.relativize(file)) {
        if (NO_ROOM.contains(part.toString())) {
          vague.add(name(file));
        }
      }
    }
    assertThat(vague).isEmpty();
  }

  @Test
  void noTestMakesATemporalWithoutThePlugin() {
    assertThat(test)
        .filteredOn(file -> OWN_TEMPORAL.matcher(read(file)).find())
        .extracting(file -> file.getFileName().toString())
        .containsExactlyInAnyOrderElementsOf(MAY_MAKE_TEMPORAL);
  }

  private static boolean marked(Path folder) {
    Path info = folder.resolve("package-info.java");
    return Files.exists(info) && read(info).contains("@NullMarked");
  }

  private static Set<Path> folders(List<Path> files) {
    Set<Path> folders = new TreeSet<>();
    files.forEach(file -> folders.add(file.getParent()));
    return folders;
  }

  private List<Path> sources(String half) {
    List<Path> found = new ArrayList<>();
    try (var modules = Files.newDirectoryStream(root)) {
      for (Path module : modules) {
        Path folder = module.resolve("src").resolve(half).resolve("java");
        if (Files.isDirectory(folder)) {
          try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static long lines(Path file) {
    return read(file).lines().count();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String name(Path file) {
    return root.relativize(file).toString();
  }
}
