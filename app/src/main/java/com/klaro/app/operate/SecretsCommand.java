package com.klaro.app.operate;

import com.klaro.api.sessions.AccessTokenKeys;
import com.klaro.app.Command;
import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.Logs;
import com.klaro.app.Options;
import com.klaro.app.Syntax;
import com.klaro.store.Store;
import com.klaro.store.StoreSettings;
import com.klaro.store.secrets.SecretDesk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;

/// `klaro secrets list | show NAME | set NAME | rotate NAME [--keep-old PT24H] | retire NAME
/// VERSION`. A value comes from standard input and is never shown; each act is in the audit trail.
public final class SecretsCommand implements Command {

  private static final String USE =
      "use: klaro secrets list | show NAME | set NAME < VALUE | rotate NAME [--keep-old PT24H] |"
          + " retire NAME VERSION";

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "What is behind secret://NAME. A value is read from standard input and never shown.")
        .withWords(3, "list | show NAME | set NAME | rotate NAME | retire NAME VERSION")
        .withValue(
            "keep-old",
            "DURATION",
            "how long a rotated secret stays good; PT24H unless said otherwise")
        .withConfig();
  }

  @Override
  public ExitCode run(Options options) {
    Logs.toStandardError();
    try (Store store = Surroundings.of(options).open("secrets", Surroundings.meters("secrets"))) {
      SecretDesk.Answer answer = answer(desk(store), options);
      answer.lines().forEach(System.out::println);
      return ExitCode.of(answer.exitCode());
    }
  }

  private static SecretDesk desk(Store store) {
    StoreSettings given = store.settings();
    return new SecretDesk(
        store.database(),
        store.secrets(),
        store.audit().secretActs("secrets"),
        given.clock(),
        given.random());
  }

  private static SecretDesk.Answer answer(SecretDesk desk, Options options) {
    List<String> words = options.words();
    String name = words.size() > 1 ? words.get(1) : "";
    return switch (String.join(
        " ", words.isEmpty() ? "" : words.getFirst(), Integer.toString(words.size()))) {
      case "list 1" -> desk.list();
      case "show 2" -> desk.show(name);
      // A signing key is a key pair, which random bytes are not.
      case "rotate 2" ->
          name.equals(AccessTokenKeys.SECRET)
              ? desk.rotate(name, AccessTokenKeys.fresh(), overlap(options))
              : desk.rotate(name, keepOld(options));
      case "set 2" -> desk.set(name, standardInput());
      case "retire 3" -> desk.retire(name, version(words.get(2)));
      default -> throw CommandFailed.wrongUse(USE);
    };
  }

  private static Duration keepOld(Options options) {
    try {
      return Duration.parse(options.value("keep-old").orElse("PT24H"));
    } catch (DateTimeParseException malformed) {
      throw CommandFailed.wrongUse("--keep-old takes a duration such as PT24H");
    }
  }

  /// A token must stay good until it ends, whoever signed it.
  private static Duration overlap(Options options) {
    Duration keepOld = keepOld(options);
    if (keepOld.compareTo(AccessTokenKeys.OVERLAP) < 0) {
      throw CommandFailed.wrongUse(
          "--keep-old must be at least "
              + AccessTokenKeys.OVERLAP
              + " for "
              + AccessTokenKeys.SECRET
              + "; a key that leaked is ended with ./klaro secrets retire");
    }
    return keepOld;
  }

  private static int version(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException malformed) {
      throw CommandFailed.wrongUse(USE);
    }
  }

  private static byte[] standardInput() {
    try {
      return System.in.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
