package com.klaro.app.operate;

import com.klaro.app.CommandFailed;
import com.klaro.app.Options;
import com.klaro.store.secrets.SecretName;
import com.klaro.store.secrets.SecretOutcome;
import com.klaro.store.secrets.SecretShape;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/// What somebody typed after `klaro secrets`, judged without a store.
sealed interface SecretsAsked {

  String USE =
      "use: klaro secrets list | show NAME | set NAME [< FILE] | rotate NAME [--keep-old PT24H] |"
          + " retire NAME VERSION";

  record All() implements SecretsAsked {}

  record Show(String name) implements SecretsAsked {}

  record Set(String name) implements SecretsAsked {}

  record Rotate(String name, Optional<Duration> keepOld) implements SecretsAsked {}

  record Retire(String name, int version) implements SecretsAsked {}

  /// @throws CommandFailed with one line, which repeats nothing that a terminal might act on
  static SecretsAsked of(Options options) {
    List<String> words = options.words();
    String action = words.isEmpty() ? "" : words.getFirst();
    return switch (action + " " + words.size()) {
      case "list 1" -> new All();
      case "show 2" -> new Show(name(words));
      case "set 2" -> new Set(name(words));
      case "rotate 2" ->
          new Rotate(name(words), options.value("keep-old").map(SecretsAsked::duration));
      case "retire 3" -> new Retire(name(words), version(words.get(2)));
      default -> throw CommandFailed.wrongUse(USE);
    };
  }

  /// A line that nobody sees.
  ///
  /// @param name known to be a name, and so nothing that a terminal might act on
  static byte[] typed(Console terminal, String name) {
    char[] line = terminal.readPassword("Value of %s, which is not shown: ", name);
    return line == null ? new byte[0] : new String(line).getBytes(StandardCharsets.UTF_8);
  }

  /// All of what is piped in, but of an endless stream no more than is needed to refuse it.
  ///
  /// @throws CommandFailed when there is more than a secret may have
  static byte[] value(InputStream input) {
    // A line's end, which a terminal leaves there, is not part of the value.
    int most = SecretShape.LONGEST + "\r\n".length();
    try {
      byte[] read = input.readNBytes(most + 1);
      if (read.length > most) {
        throw CommandFailed.wrongUse("A secret has at most " + SecretShape.LONGEST + " bytes");
      }
      return read;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String name(List<String> words) {
    if (!SecretName.fits(words.get(1))) {
      SecretLines.of(new SecretOutcome.NameMalformed());
    }
    return words.get(1);
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException malformed) {
      throw CommandFailed.wrongUse("--keep-old takes a duration such as PT24H");
    }
  }

  private static int version(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException malformed) {
      throw CommandFailed.wrongUse(USE);
    }
  }
}
