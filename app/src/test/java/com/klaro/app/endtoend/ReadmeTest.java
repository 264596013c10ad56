package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.klaro.app.Checkout;
import com.klaro.sandbox.process.Executables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What README.md tells a newcomer to type, typed as it stands there.
class ReadmeTest {
  private static final Pattern SHELL = Pattern.compile("(?ms)^```sh$\\n(.*?)^```$");

  /// A comment begins with the statuses that the calls below it answer.
  private static final Pattern STATUSES = Pattern.compile("(?m)^# (\\d{3}(?:, \\d{3})*): ");

  @TempDir private Path folder;

  @Test
  void theJourneyAnswersWhatItSaysAndDoesSoAgain() throws Exception {
    for (String tool : List.of("bash", "curl", "jq")) {
      assumeThat(Executables.find(tool)).as(tool).isPresent();
    }
    String journey = journey();
    List<String> promised =
        STATUSES
            .matcher(journey)
            .results()
            .flatMap(found -> Arrays.stream(found.group(1).split(", ")))
            .toList();
    assertThat(promised).hasSizeGreaterThan(5);

    KlaroHome home = KlaroHome.inMemory(folder).config("# as a newcomer has it\n");
    try (RunningKlaro klaro = home.start()) {
      for (String time : List.of("first", "second")) {
        Typed typed = typed(journey);
        assertThat(typed.code()).as(time + " time: " + typed.out() + typed.err()).isZero();
        assertThat(typed.statuses(klaro.url("api"))).as(time + " time").isEqualTo(promised);
        assertThat(typed.out()).contains("check-your-email", "Asha Rao", "River Walks");
      }
    }
  }

  private static String journey() throws IOException {
    return SHELL
        .matcher(Files.readString(Checkout.root().resolve("README.md")))
        .results()
        .map(block -> block.group(1))
        .collect(Collectors.joining("\n"));
  }

  private record Typed(int code, String out, String err) {

    /// Of the calls to this server, in order.
    List<String> statuses(String server) {
      return err.lines()
          .filter(line -> line.matches("\\d{3} .*") && line.contains(" " + server + "/"))
          .map(line -> line.split(" ")[0])
          .toList();
    }
  }

  private Typed typed(String block) throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("journey.sh"), block);
    Path out = folder.resolve("journey.out");
    Path err = folder.resolve("journey.err");
    var builder =
        new ProcessBuilder("bash", "-eu", "-o", "pipefail", script.toString())
            .directory(Checkout.root().toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("KLARO_HOME", folder.resolve("home").toString());
    // Without whatever this machine's user tells every curl.
    builder.environment().put("CURL_HOME", folder.toString());
    Process process = builder.start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
      throw new IllegalStateException("It does not end: " + Files.readString(err));
    }
    return new Typed(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
