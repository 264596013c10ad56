package com.klaro.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What decides whether a run of the tests was a good one.
class CountTestsTest {

  private static final String NONE_SKIPPED = "--none-skipped";

  @TempDir private Path reports;

  @Test
  void failuresAndErrorsAreBothFailures() throws IOException {
    report("A", 5, 0, 0, 0);
    assertThat(counted()).isEqualTo(new Script.Ended(0, "5 passed, 0 failed\n", ""));
    report("B", 3, 1, 0, 0);
    report("C", 3, 0, 2, 0);
    assertThat(counted()).isEqualTo(new Script.Ended(1, "8 passed, 3 failed\n", ""));
  }

  @Test
  void noTestAtAllIsNoGoodRun() {
    assertThat(counted()).isEqualTo(new Script.Ended(1, "0 passed, 0 failed\n", ""));
  }

  @Test
  void whatWasSkippedIsAFailureWhereNothingMayBe() throws IOException {
    report("A", 5, 0, 0, 0);
    assertThat(counted(NONE_SKIPPED).code()).isZero();
    report("B", 3, 0, 0, 1);
    assertThat(counted()).isEqualTo(new Script.Ended(0, "7 passed, 0 failed, 1 skipped\n", ""));
    assertThat(counted(NONE_SKIPPED).code()).isEqualTo(1);
    assertThat(counted(NONE_SKIPPED).out())
        .contains("skipped in B", "7 passed, 0 failed, 1 skipped\n");
  }

  @Test
  void nothingMayBeSkippedWhereAllMustHold() throws IOException {
    assertThat(Files.readString(Checkout.root().resolve(".ci/run")))
        .contains("tools/count-tests " + NONE_SKIPPED + " ")
        .doesNotContain("tools/count-tests tools");
  }

  /// As surefire writes it.
  private void report(String name, int tests, int errors, int failures, int skipped)
      throws IOException {
    Files.writeString(
        reports.resolve("TEST-" + name + ".xml"),
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite version="3.0.2" name="%s" time="0.1" tests="%d" errors="%d" skipped="%d" failures="%d">
          <testcase name="a"/>
        </testsuite>
        """
            .formatted(name, tests, errors, skipped, failures));
  }

  private Script.Ended counted(String... flags) {
    var words = new java.util.ArrayList<>(java.util.List.of(flags));
    words.add(reports.toString());
    return new Script(Checkout.root().resolve("tools/count-tests"))
        .run(words.toArray(String[]::new));
  }
}
