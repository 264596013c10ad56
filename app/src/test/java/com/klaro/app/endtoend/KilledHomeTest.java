package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a kill -9 leaves in the folder for whoever comes next.
class KilledHomeTest {
  @TempDir private Path folder;

  /// The next start here never gets as far as starting something, and yet the file is gone.
  @Test
  void theRunFileIsDeletedBeforeAnythingStarts() {
    KlaroHome home = KlaroHome.inMemory(folder);
    Path runFile = home.path().resolve("run.json");
    try (RunningKlaro klaro = home.start()) {
      klaro.kill();
      assertThat(runFile).isRegularFile();

      KlaroHome.Ended refused = home.config("limits: {multiplyer: 3}\n").refused();

      assertThat(refused.code()).as(refused.err()).isEqualTo(2);
      assertThat(refused.out()).contains("deleted run.json of process " + klaro.pid());
      assertThat(runFile).doesNotExist();
    }
  }
}
