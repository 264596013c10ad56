package com.klaro.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacedStreamTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PacedStream paced = new PacedStream(out, nanos::get);

  @Test
  void whoKeepsThePaceMayTakeAnHour() throws IOException {
    for (int second = 0; second < 3_600; second++) {
      paced.write(new byte[PacedStream.PACE]);
      pass(Duration.ofSeconds(1));
    }
    paced.write(1);
    assertThat(out.size()).isEqualTo(3_600 * PacedStream.PACE + 1);
  }

  @Test
  void whoTakesALittleNowAndThenIsCut() throws IOException {
    paced.write(new byte[3 * PacedStream.PACE]);
    pass(PacedStream.GRACE.plusSeconds(3));
    paced.write(1);
    pass(Duration.ofNanos(1));
    assertThatThrownBy(() -> paced.write(1)).isInstanceOf(IOException.class);
    assertThat(out.size()).isEqualTo(3 * PacedStream.PACE + 1);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
