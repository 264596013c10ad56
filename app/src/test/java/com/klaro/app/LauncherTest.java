package com.klaro.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher's own part: what it answers before any Java of ours runs.
class LauncherTest {

  private static final String JDK = System.getProperty("java.home", "");

  @TempDir private Path folder;
  private Path checkout = Path.of("");
  private Path bin = Path.of("");

  /// A checkout with nothing built.
  @BeforeEach
  void checkout() throws IOException {
    checkout = Files.createDirectories(folder.resolve("a checkout"));
    bin = Files.createDirectories(folder.resolve("bin"));
    Files.copy(
        Checkout.root().resolve("klaro"),
        checkout.resolve("klaro"),
        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
  }

  @Test
  void helpIsNoFailure() {
    for (String words : List.of("help", "--help", "-h", "help --help", "-h -h")) {
      Script.Ended ended = script().run(words.split(" "));

      assertThat(ended.code()).as(words).isZero();
      assertThat(ended.out()).contains("usage: ./klaro COMMAND");
    }
  }

  @Test
  void aDistributionListsNothingThatItRefuses() throws IOException {
    String[] works = {
      "To work on it",
      "test-e2e",
      "test-browser",
      "test-openapi",
      "format",
      "build",
      "temporal install"
    };
    assertThat(script().run("help").out()).contains(works);
    Files.createDirectories(checkout.resolve("lib"));

    Script.Ended ended = script().run("help");

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .doesNotContain(works)
        .contains("  dev ", "  worker ", "  version\n", "Exit codes: 0 fine");
  }

  @Test
  void withoutACommandItSaysWhatThereIs() {
    Script.Ended ended = script().run();

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("usage: ./klaro COMMAND");
  }

  @Test
  void anUnknownCommandIsWrongUse() {
    Script.Ended ended = script().run("dve");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).startsWith("klaro: There is no command dve.").contains("usage:");
  }

  @Test
  void wrongUseOfItsOwnCommandsIsToldToo() {
    assertThat(script().run("build", "--fast").code()).isEqualTo(2);
    assertThat(script().run("format", "--some").code()).isEqualTo(2);
    assertThat(script().run("temporal").code()).isEqualTo(2);
  }

  /// A question must not start what it asks about: nothing here could be built or run.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "test",
        "test-e2e",
        "test-full",
        "test-postgres-15",
        "test-browser",
        "test-openapi",
        "build",
        "format",
        "temporal",
        "jdk"
      })
  void itsOwnCommandsSayWhatTheyDo(String command) {
    Script.program(bin.resolve("mvn"), "echo Maven ran; exit 1");
    Script asked = script().bareSystem(bin).set("KLARO_JDKS", folder + "/none");

    for (var words : List.of(new String[] {command, "--help"}, new String[] {"help", command})) {
      Script.Ended ended = asked.run(words);

      assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
      assertThat(ended.out()).startsWith("usage: ./klaro " + command).contains("\n");
    }
    assertThat(asked.run(command, "-X", "-h").out()).startsWith("usage: ./klaro " + command);
  }

  @Test
  void withoutJdk25ItSaysWhereItLooked() {
    Script.Ended ended = script().bareSystem(bin).set("KLARO_JDKS", folder + "/none").run("dev");

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err())
        .startsWith("klaro: JDK 25 is needed and was not found. Install one")
        .contains("JAVA_HOME", folder + "/none");
  }

  /// `jdk` is also what Maven asks, started on whatever Java, before it looks for one itself.
  @Test
  void anOlderJdkDoesNotCount() throws IOException {
    Path old = jdk("17", "JAVA_VERSION=\"17.0.15\"");

    Script.Ended ended =
        script()
            .bareSystem(bin)
            .set("KLARO_JDKS", folder + "/none")
            .set("JAVA_HOME", old.toString())
            .run("jdk");

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .startsWith("klaro: JDK 25 is needed and was not found. Install one")
        .contains(
            "Looked at JAVA_HOME, the java on the path, JAVA25_HOME and in " + folder + "/none");
  }

  /// It cannot compile, and a checkout must.
  @Test
  void aRuntimeWithoutACompilerDoesNotCount() throws IOException {
    Files.delete(jdk("25", "JAVA_VERSION=\"25\"").resolve("bin/javac"));

    assertThat(script().bareSystem(bin).set("KLARO_JDKS", folder.toString()).run("jdk").code())
        .isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JAVA_HOME", "JAVA25_HOME", "JAVA_25_HOME", "JAVA_HOME_25_X64"})
  void aVariableThatNamesAJdkIsLookedAt(String variable) throws IOException {
    Path jdk = jdk("elsewhere", "JAVA_VERSION=\"25.0.3\"");

    Script.Ended ended =
        script()
            .bareSystem(bin)
            .set("KLARO_JDKS", folder + "/none")
            .set(variable, jdk.toString())
            .run("jdk");

    assertThat(ended.out().strip()).isEqualTo(jdk.toString());
  }

  @Test
  void aJdkIsFoundInAFolderOfJdks() throws IOException {
    Path jdk = jdk("25", "JAVA_VERSION=\"25\"");

    Script.Ended ended = script().bareSystem(bin).set("KLARO_JDKS", folder.toString()).run("jdk");

    assertThat(ended.out().strip()).isEqualTo(jdk.toString());
  }

  @Test
  void withoutMavenItSaysSo() {
    Script.Ended ended = script().bareSystem(bin).set("JAVA_HOME", JDK).run("version");

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).contains("Maven is needed to build. Install Maven");
  }

  @Test
  void withoutABrowserItSaysSo() {
    Script bare = script().bareSystem(bin).set("KLARO_CHROMIUM", folder + "/none");
    assertThat(bare.run("test-browser").code()).isEqualTo(3);
    assertThat(bare.run("test-browser").err()).contains("Node 20 or newer with npm is needed");
    Script.program(bin.resolve("npm"), "exit 0");

    Script.Ended ended = bare.run("test-browser");

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).contains("Chromium is needed for this: apt-get install chromium");
  }

  @Test
  void withoutWhatLintsAndFuzzesItSaysSo() {
    Script bare = script().bareSystem(bin);
    assertThat(bare.run("test-openapi").err()).contains("Node 20 or newer with npm is needed");
    Script.program(bin.resolve("npm"), "exit 0");

    Script.Ended ended = bare.run("test-openapi");

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).contains("Python 3 with venv is needed");
  }

  @Test
  void withoutANetworkForNpmItSaysSo() throws IOException {
    Path chromium = bin.resolve("chromium");
    Script.program(chromium, "exit 0");
    Script.program(bin.resolve("npm"), "[ \"${PWD##*/}\" = browser ]");
    Files.createDirectories(checkout.resolve("browser"));
    Files.createDirectories(checkout.resolve("examples/nextauth"));
    Files.copy(
        Checkout.root().resolve("tools/test-browser"),
        Files.createDirectories(checkout.resolve("tools")).resolve("test-browser"),
        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);

    Script.Ended ended =
        script()
            .bareSystem(bin)
            .set("KLARO_CHROMIUM", chromium.toString())
            .set("KLARO_BUILDING", "yes")
            .run("test-browser");

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err())
        .contains(
            "examples/nextauth/package-lock.json could not be fetched: npm needs the internet");
  }

  @Test
  void aBuildThatFailedLeavesNoLock() throws IOException {
    Script.program(bin.resolve("mvn"), "exit 1");
    Script failing = script().bareSystem(bin).set("JAVA_HOME", JDK);

    assertThat(failing.run("build").code()).isEqualTo(1);
    assertThat(failing.run("build").err())
        .contains("The build failed")
        .doesNotContain("another build");
  }

  /// Escape sequences in a file are noise, and Maven writes some whatever its colours.
  @Test
  void mavenIsAskedToWriteNoEscapeSequences() {
    Script.program(bin.resolve("mvn"), "echo \"$MAVEN_OPTS and $*\"");

    assertThat(
            script()
                .bareSystem(bin)
                .set("JAVA_HOME", JDK)
                .set("MAVEN_OPTS", "-Xmx1g")
                .run("build")
                .out())
        .startsWith("-Xmx1g -Djansi.noreset=true and -B -Dstyle.color=never");
  }

  @Test
  void aLockWhoseHolderDiedIsTakenOver() throws IOException {
    takesOver();
  }

  private void takesOver() throws IOException {
    Process gone = new ProcessBuilder("true").start();
    gone.onExit().join();
    Files.createDirectories(checkout.resolve(".klaro"));
    Script.link(checkout.resolve(".klaro/build.lock"), Path.of(String.valueOf(gone.pid())));
    Script.program(bin.resolve("mvn"), "exit 0");

    assertThat(script().bareSystem(bin).set("JAVA_HOME", JDK).run("build").code()).isZero();
  }

  /// Whoever took it over before was killed while at it.
  @Test
  void aTakeOverThatWasNotFinishedHoldsNobodyUp() throws IOException {
    Path dead = Files.createDirectories(checkout.resolve(".klaro/build.lock.dead"));
    Files.setLastModifiedTime(dead, FileTime.from(Instant.now().minusSeconds(300)));
    takesOver();
  }

  @Test
  void aLockThatCannotBeMadeIsSaid() throws IOException {
    Files.createDirectories(checkout.resolve(".klaro"));
    Files.writeString(checkout.resolve(".klaro/build.lock"), "no link");
    Script.Ended ended = script().bareSystem(bin).set("JAVA_HOME", JDK).run("build");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("build.lock cannot be made");
  }

  @Test
  void itKnowsItsCheckoutThroughASymlinkAndFromAnywhere() throws IOException {
    Path link = folder.resolve("link");
    Script.link(folder.resolve("middle"), Path.of("a checkout"));
    Script.link(link, Path.of("middle/klaro"));
    Script.program(bin.resolve("mvn"), "pwd");

    Script.Ended ended =
        new Script(link).from(bin).bareSystem(bin).set("JAVA_HOME", JDK).run("build");

    assertThat(ended.out().strip()).isEqualTo(checkout.toRealPath().toString());
    assertThat(ended.code()).isZero();
  }

  private Script script() {
    return new Script(checkout.resolve("klaro"));
  }

  private Path jdk(String name, String release) throws IOException {
    Path jdk = Files.createDirectories(folder.resolve(name));
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), release + "\n");
    for (String program : new String[] {"java", "javac"}) {
      Script.program(jdk.resolve("bin").resolve(program), "exit 0");
    }
    return jdk;
  }
}
