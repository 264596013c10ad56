package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.sandbox.process.Executables;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// A command at a terminal of its own, which `script` makes as Linux has it.
final class Terminal {

  private Terminal() {}

  static boolean isThere() {
    return Executables.find("script").isPresent() && Executables.find("timeout").isPresent();
  }

  /// @param until what the program says before somebody types
  /// @return all that stood on the terminal
  static String typed(KlaroHome home, String until, String line, String... words) {
    ProcessBuilder plain = home.process(words);
    String command =
        plain.command().stream().map(Terminal::quoted).collect(Collectors.joining(" "));
    plain
        .command(List.of("timeout", "120", "script", "-qec", command, "/dev/null"))
        .redirectErrorStream(true);
    plain.environment().put("LC_ALL", "C.UTF-8");
    try {
      Process process = plain.start();
      try (InputStream screen = process.getInputStream()) {
        var said = new StringBuilder();
        for (int next = screen.read(); next >= 0; next = screen.read()) {
          said.append((char) next);
          if (said.toString().endsWith(until)) {
            process.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
          }
        }
        assertThat(process.onExit().join().exitValue()).as(said.toString()).isZero();
        return said.toString();
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
