package com.klaro.app.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.sandbox.temporal.DevServerSettings;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void theOffsetsThatHelpNamesNeverMeet() {
    assertThat(DevOptions.syntax("", "").options().toString())
        .contains("100, 200 … 900 never meet");
    assertThat(all(IntStream.rangeClosed(0, 9).map(i -> 100 * i))).doesNotHaveDuplicates();
  }

  /// Why it names any.
  @Test
  void othersMay() {
    assertThat(all(IntStream.of(0, 1000)).stream().filter(port -> port == 8233)).hasSize(2);
    assertThat(all(IntStream.of(0, 10)).stream().filter(port -> port == 8090)).hasSize(2);
  }

  private static List<Integer> all(IntStream offsets) {
    return offsets.mapToObj(Ports::new).flatMap(PortsTest::each).toList();
  }

  private static Stream<Integer> each(Ports ports) {
    DevServerSettings.Ports temporal = ports.temporal();
    return Stream.of(
        ports.api(),
        ports.admin(),
        ports.tls(),
        ports.sandbox(),
        ports.mailbox(),
        ports.smtp(),
        ports.postgres(),
        temporal.grpc(),
        temporal.ui(),
        temporal.http(),
        temporal.metrics());
  }
}
