package com.klaro.sandbox.temporal;

import com.klaro.sandbox.network.LoopbackPort;
import io.temporal.api.enums.v1.IndexedValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The command line of the development server.
final class DevServerCommand {
  /// With the usual poll rate each dispatch waits 50 ms. One partition per queue makes rate limits
  /// exact and fairness true; the price, fewer dispatches at once, is below what one machine does
  /// anyway.
  private static final List<String> DYNAMIC_CONFIG =
      List.of(
          "history.transferProcessorMaxPollRPS=1000",
          "matching.enableFairness=true",
          "matching.numTaskqueueReadPartitions=1",
          "matching.numTaskqueueWritePartitions=1",
          "system.enableActivityEagerExecution=true");

  private DevServerCommand() {}

  static List<String> of(DevServerSettings settings, DevServerSettings.Ports ports, Path database) {
    List<String> command =
        new ArrayList<>(
            List.of(
                settings.binary().toString(),
                "server",
                "start-dev",
                "--ip",
                LoopbackPort.HOST,
                "--port",
                Integer.toString(ports.grpc()),
                "--ui-port",
                Integer.toString(ports.ui()),
                "--http-port",
                Integer.toString(ports.http()),
                "--metrics-port",
                Integer.toString(ports.metrics()),
                "--log-level",
                "error",
                "--db-filename",
                database.toString(),
                "--sqlite-pragma",
                "journal_mode=wal",
                "--sqlite-pragma",
                "synchronous=1",
                "--namespace",
                settings.namespace()));
    DYNAMIC_CONFIG.forEach(entry -> command.addAll(List.of("--dynamic-config-value", entry)));
    settings
        .searchAttributes()
        .forEach(
            (name, type) -> command.addAll(List.of("--search-attribute", attribute(name, type))));
    if (settings.codecEndpoint() != null) {
      command.addAll(List.of("--ui-codec-endpoint", settings.codecEndpoint()));
    }
    return command;
  }

  private static String attribute(String name, IndexedValueType type) {
    return name + "=" + TYPE_NAMES.getOrDefault(type, type.name());
  }

  private static final Map<IndexedValueType, String> TYPE_NAMES =
      Map.of(
          IndexedValueType.INDEXED_VALUE_TYPE_TEXT, "Text",
          IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD, "Keyword",
          IndexedValueType.INDEXED_VALUE_TYPE_INT, "Int",
          IndexedValueType.INDEXED_VALUE_TYPE_DOUBLE, "Double",
          IndexedValueType.INDEXED_VALUE_TYPE_BOOL, "Bool",
          IndexedValueType.INDEXED_VALUE_TYPE_DATETIME, "Datetime",
          IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST, "KeywordList");
}
