package com.klaro.sandbox.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.IndexedValueType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is said to the server. It ignores a key that it does not know without a word; what it makes
/// of these is seen in `DevServerAtWorkTest`.
class DevServerCommandTest {
  private static final String CODEC = "http://127.0.0.1:8081/temporal/codec";

  @Test
  void dispatchIsQuickAndFair() {
    assertThat(values(command(null), "--dynamic-config-value"))
        .containsExactlyInAnyOrder(
            "history.transferProcessorMaxPollRPS=1000",
            "matching.enableFairness=true",
            "matching.numTaskqueueReadPartitions=1",
            "matching.numTaskqueueWritePartitions=1",
            "system.enableActivityEagerExecution=true");
  }

  @Test
  void theFileIsWrittenAheadOfItself() {
    assertThat(values(command(null), "--db-filename")).containsExactly("/data/dev.db");
    assertThat(values(command(null), "--sqlite-pragma"))
        .containsExactlyInAnyOrder("journal_mode=wal", "synchronous=1");
  }

  @Test
  void onlyThisMachineReachesItsFourPorts() {
    List<String> command = command(null);
    assertThat(command).startsWith("/bin/temporal", "server", "start-dev");
    assertThat(values(command, "--ip")).containsExactly("127.0.0.1");
    assertThat(values(command, "--port")).containsExactly("1");
    assertThat(values(command, "--ui-port")).containsExactly("2");
    assertThat(values(command, "--http-port")).containsExactly("3");
    assertThat(values(command, "--metrics-port")).containsExactly("4");
  }

  @Test
  void theNamespaceComesWithItsSearchAttributes() {
    assertThat(values(command(null), "--namespace")).containsExactly("shop");
    assertThat(values(command(null), "--search-attribute"))
        .containsExactlyInAnyOrder("WorkspaceId=Keyword", "SlaDueAt=Datetime");
  }

  @Test
  void theWebPagesAskTheCodecWhereThereIsOne() {
    assertThat(values(command(CODEC), "--ui-codec-endpoint")).containsExactly(CODEC);
    assertThat(command(null)).doesNotContain("--ui-codec-endpoint");
  }

  private static List<String> command(@Nullable String codec) {
    return DevServerCommand.of(
        new DevServerSettings(
            Path.of("/bin/temporal"),
            Path.of("/data"),
            DevServerSettings.Ports.FREE,
            "shop",
            codec,
            Map.of(
                "WorkspaceId", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
                "SlaDueAt", IndexedValueType.INDEXED_VALUE_TYPE_DATETIME)),
        new DevServerSettings.Ports(1, 2, 3, 4),
        Path.of("/data/dev.db"));
  }

  private static List<String> values(List<String> command, String option) {
    return IntStream.range(0, command.size() - 1)
        .filter(at -> command.get(at).equals(option))
        .mapToObj(at -> command.get(at + 1))
        .toList();
  }
}
