package com.klaro.app.endtoend;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real-temporal")
class KilledTest {
  @TempDir private Path folder;

  @Test
  void whatWasAcceptedSurvivesAKillAtAnyMoment() {
    new KilledSignups(KlaroHome.realTemporal(folder), 4711).surviveKills(12);
  }
}
