package com.klaro.store.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeptShareTest {

  private static final byte[] KEY = new byte[32];
  private static final byte[] OTHER = "another key of thirty-two bytes!".getBytes(UTF_8);

  private final List<String> ids =
      Stream.generate(KeptShareTest::traceId).limit(2000).distinct().toList();

  @Test
  void keepsItsShare() {
    assertThat(ids).noneMatch(new KeptShare(0, KEY)::keeps);
    assertThat(ids).allMatch(new KeptShare(1, KEY)::keeps);
    assertThat(ids.stream().filter(new KeptShare(0.25, KEY)::keeps).count()).isBetween(380L, 620L);
  }

  @Test
  void programsWithOneKeyAgree() {
    var api = new KeptShare(0.5, KEY);
    var worker = new KeptShare(0.5, KEY);
    assertThat(ids).allMatch(id -> api.keeps(id) == worker.keeps(id));
  }

  @Test
  void anIdAloneDoesNotTellWhatBecomesOfIt() {
    var ours = new KeptShare(0.5, KEY);
    var others = new KeptShare(0.5, OTHER);
    assertThat(ids).anyMatch(id -> ours.keeps(id) != others.keeps(id));
    // The usual samplers take the last half of an id as a number, and keep the small ones.
    assertThat(ids.stream().map(id -> id.substring(0, 16) + "0".repeat(15) + "1"))
        .anyMatch(id -> !ours.keeps(id));
  }

  private static String traceId() {
    RandomGenerator random = RandomGenerator.getDefault();
    return "%016x%016x".formatted(random.nextLong(), random.nextLong());
  }
}
