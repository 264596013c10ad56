package com.klaro.app.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a measurement found.
///
/// @param notes absolute figures of this machine, for the reader only
record BenchReport(String name, List<Gate> gates, List<String> notes) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  BenchReport {
    gates = List.copyOf(gates);
    notes = List.copyOf(notes);
  }

  boolean holds() {
    return gates.stream().allMatch(Gate::holds);
  }

  void print(PrintStream out) {
    out.printf("%n%-34s %10s %21s %10s  %s%n", name, "value", "spread", "goal", "holds");
    for (Gate gate : gates) {
      out.printf(
          Locale.ROOT,
          "%-34s %10.3f %10.3f–%-10.3f %10.3f  %s%n",
          gate.id(),
          gate.value(),
          gate.low(),
          gate.high(),
          gate.goal(),
          gate.holds() ? "yes" : "NO");
    }
    notes.forEach(note -> out.println("  " + note));
    out.println();
  }

  void write(Path file) {
    try {
      MAPPER
          .writerWithDefaultPrettyPrinter()
          .writeValue(file.toFile(), Map.of("name", name, "gates", gates));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
