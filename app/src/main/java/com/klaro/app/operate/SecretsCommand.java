package com.klaro.app.operate;

import com.klaro.api.sessions.AccessTokenKeys;
import com.klaro.app.Command;
import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.Logs;
import com.klaro.app.Options;
import com.klaro.app.Syntax;
import com.klaro.app.WorkerSections;
import com.klaro.app.config.ConfigFile;
import com.klaro.store.Store;
import com.klaro.store.StoreSettings;
import com.klaro.store.audit.AuditKeys;
import com.klaro.store.history.StoredCodecKeys;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.store.identity.RefreshTokenKeys;
import com.klaro.store.secrets.KnownSecrets;
import com.klaro.store.secrets.NamedSecret;
import com.klaro.store.secrets.SecretDesk;
import com.klaro.store.secrets.SecretOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
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
            "What is behind secret://NAME, and the program's own keys; list says what each is for."
                + " A value is read from standard input and never shown.")
        .withWords(3, "list | show NAME | set NAME | rotate NAME | retire NAME VERSION")
        .withValue(
            "keep-old",
            "DURATION",
            "how long older versions stay good after rotate: PT24H, or longer where tokens live"
                + " longer")
        .withConfig();
  }

  @Override
  public ExitCode run(Options options) {
    Logs.toStandardError();
    Surroundings around = Surroundings.of(options);
    try (Store store = around.open("secrets", Surroundings.meters("secrets"))) {
      SecretLines.of(outcome(desk(store, around.config()), options)).forEach(System.out::println);
      return ExitCode.FINE;
    }
  }

  private static SecretDesk desk(Store store, ConfigFile config) {
    StoreSettings given = store.settings();
    return new SecretDesk(
        store.database(),
        store.secrets(),
        known(config),
        store.audit().secretActs("secrets"),
        given.clock(),
        given.random());
  }

  /// Each is told by its user; a feature that gets one of its own adds it here.
  private static KnownSecrets known(ConfigFile config) {
    List<NamedSecret> all = new ArrayList<>();
    all.add(AccessTokenKeys.SECRET);
    all.add(RefreshTokenKeys.secret(config.section("identity", IdentitySettings.class).sessions()));
    all.add(AddressIndex.SECRET);
    all.add(AuditKeys.MAC);
    all.add(AuditKeys.SIGNING);
    all.add(StoredCodecKeys.SECRET);
    all.addAll(WorkerSections.secrets(config));
    return new KnownSecrets(all);
  }

  private static SecretOutcome outcome(SecretDesk desk, Options options) {
    List<String> words = options.words();
    String name = words.size() > 1 ? words.get(1) : "";
    return switch (String.join(
        " ", words.isEmpty() ? "" : words.getFirst(), Integer.toString(words.size()))) {
      case "list 1" -> desk.list();
      case "show 2" -> desk.show(name);
      case "rotate 2" -> desk.rotate(name, options.value("keep-old").map(SecretsCommand::duration));
      case "set 2" -> desk.set(name, standardInput());
      case "retire 3" -> desk.retire(name, version(words.get(2)));
      default -> throw CommandFailed.wrongUse(USE);
    };
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

  private static byte[] standardInput() {
    try {
      return System.in.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
