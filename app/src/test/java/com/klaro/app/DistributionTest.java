package com.klaro.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator unpacks. Runs after the build has laid it out.
@Tag("distribution")
class DistributionTest {

  private final Path dist = Checkout.root().resolve("app/target/dist");

  @TempDir private Path elsewhere;

  @Test
  void itRunsWithoutMavenAndFromAnywhere() {
    Script.Ended ended = new Script(dist.resolve("klaro")).from(elsewhere).run("version");

    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).startsWith("Klaro 1.0.0 on Java 25");
    assertThat(ended.code()).isZero();
  }

  @Test
  void whatJavaAnswersIsWhatTheLauncherAnswers() {
    Script.Ended ended = new Script(dist.resolve("klaro")).run("version", "--loudly");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .isEqualTo("klaro: There is no option --loudly here; --help lists what there is\n");
  }

  @Test
  void itIsBuiltAlready() {
    assertThat(new Script(dist.resolve("klaro")).run("build").code()).isEqualTo(2);
    assertThat(new Script(dist.resolve("klaro")).run("test").code()).isEqualTo(2);
  }

  @Test
  void everyListedJarIsThere() throws IOException {
    for (String list : List.of("api", "worker", "all", "dev")) {
      assertThat(jars(list))
          .contains("app-1.0.0.jar")
          .allSatisfy(jar -> assertThat(dist.resolve("lib").resolve(jar)).isRegularFile());
    }
  }

  @Test
  void developmentPartsAreAsideAndInOneListOnly() throws IOException {
    assertThat(jars("dev")).contains("dev/sandbox-1.0.0.jar").containsAll(jars("all"));
    for (String list : List.of("api", "worker", "all")) {
      assertThat(jars(list)).noneMatch(jar -> jar.startsWith("dev/"));
    }
    // Of the activities it has one adapter and what that one calls with (decision 0016).
    assertThat(jars("api"))
        .anyMatch(jar -> jar.startsWith("okhttp-jvm-"))
        .noneMatch(jar -> jar.contains("mail"))
        .noneMatch(jar -> jar.startsWith("worker-"));
  }

  /// The list of the module is not the one that `klaro api` runs on: of what is forbidden at the
  /// door, that one has the activities besides, for their one adapter (decision 0016).
  @Test
  void whatTheApiRunsOnHasNoProviderAndNoDevelopmentPart() throws IOException {
    Jars api = new Jars(jars("api").stream().map(Path::of).toList());
    assertThat(RuntimeClasspathTest.NOT_AT_THE_DOOR)
        .filteredOn(name -> !api.versionsOf(name).isEmpty())
        .containsExactly("activities");
  }

  @Test
  void itSaysWhatItIsMadeOf() throws IOException {
    assertThat(Files.readString(dist.resolve("bom.json")))
        .contains("CycloneDX", "jetty-server", "jdbi3-core");
    assertThat(dist.resolve("config.yml")).isRegularFile();
    assertThat(Files.readString(dist.resolve("openapi.json")))
        .startsWith("{\n  \"openapi\" : \"3.1.0\"")
        .contains("/v1/signups/complete");
  }

  private List<String> jars(String list) throws IOException {
    return Files.readAllLines(dist.resolve("lib").resolve(list + ".jars"));
  }
}
