package com.klaro.app.endtoend;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The hardest case: the workflows themselves are gone with the program, and are made anew from
/// rows.
class KilledInMemoryTest {
  @TempDir private Path folder;

  @Test
  void whatWasAcceptedSurvivesAKill() {
    new KilledSignups(KlaroHome.inMemory(folder), 20260101).surviveKills(3);
  }
}
