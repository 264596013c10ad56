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
record BenchReport(String name, List<Figure> figures, List<String> notes) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  BenchReport {
    figures = List.copyOf(figures);
    notes = List.copyOf(notes);
  }

  boolean holds() {
    return figures.stream().allMatch(Figure::holds);
  }

  void print(PrintStream out) {
    out.printf("%n%-34s %10s %21s %10s  %s%n", name, "value", "spread", "goal", "holds");
    for (Figure figure : figures) {
      out.printf(
          Locale.ROOT,
          "%-34s %10.3f %10.3f–%-10.3f %10.3f  %s%n",
          figure.id(),
          figure.value(),
          figure.low(),
          figure.high(),
          figure.goal(),
          figure.holds() ? "yes" : "NO");
    }
    notes.forEach(note -> out.println("  " + note));
    out.println();
  }

  void write(Path file) {
    try {
      MAPPER
          .writerWithDefaultPrettyPrinter()
          .writeValue(file.toFile(), Map.of("name", name, "gates", figures));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
