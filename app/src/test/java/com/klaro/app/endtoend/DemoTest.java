package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first command of the README. A step is printed once it held, so what it says was seen.
class DemoTest {
  @TempDir private Path folder;

  @Test
  void itWalksTheWholeWayAndLeavesNothingRunning() {
    KlaroHome home = KlaroHome.inMemory(folder);

    KlaroHome.Ended ended = home.run("demo", "--port-offset", Integer.toString(home.offset()));

    assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out())
        .containsPattern("\\d+ +.*[Ss]ign")
        .containsSubsequence(
            "They forgot the password and ask for a link; the answer tells nothing",
            "The workflow mails a link that works for ten minutes",
            "A new one is set; nobody is signed in by it",
            "The other device is signed out at once",
            "Its refresh token is worth nothing",
            "The old password is refused",
            "The new one signs in",
            "They invite a colleague as agent",
            "A workflow mails the invitation",
            "The colleague joins with it",
            "They work in it",
            "The owner removes them",
            "Their next call is refused",
            "Password and code sign in",
            "every step held");
    assertThat(home.path().resolve("run.json")).doesNotExist();
  }
}
