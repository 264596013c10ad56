package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first command of the README.
class DemoTest {
  @TempDir private Path folder;

  @Test
  void itWalksTheWholeWayAndLeavesNothingRunning() {
    KlaroHome home = KlaroHome.inMemory(folder);

    KlaroHome.Ended ended = home.run("demo", "--port-offset", Integer.toString(home.offset()));

    assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out())
        .containsPattern("\\d+ +.*[Ss]ign")
        .contains("Password and code sign in", "every step held");
    assertThat(home.path().resolve("run.json")).doesNotExist();
  }
}
