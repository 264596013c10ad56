package com.klaro.app.operate;

import com.klaro.app.Command;
import com.klaro.app.ExitCode;
import com.klaro.app.Logs;
import com.klaro.app.Observed;
import com.klaro.app.Options;
import com.klaro.app.Secrets;
import com.klaro.app.Syntax;
import com.klaro.store.Store;
import com.klaro.store.StoreSettings;
import com.klaro.store.secrets.KnownSecrets;
import com.klaro.store.secrets.SecretDesk;
import com.klaro.store.secrets.SecretOutcome;
import java.io.Console;
import java.util.Optional;
import java.util.function.Function;

/// `klaro secrets list | show NAME | set NAME | rotate NAME [--keep-old PT24H] | retire NAME
/// VERSION`. A value is typed or comes from standard input and is never shown; each act is in the
/// audit trail.
public final class SecretsCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "What is behind secret://NAME, and the program's own keys; list says what each is for."
                + " A value is asked for at a terminal, else read from standard input, and never"
                + " shown.")
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
    SecretsAsked asked = SecretsAsked.of(options);
    Surroundings around = Surroundings.of(options);
    KnownSecrets known = Secrets.known(around.config());
    Function<SecretDesk, SecretOutcome> act = act(asked, known);
    try (Store store = around.open("secrets", Observed.meters("secrets"))) {
      SecretLines.of(act.apply(desk(store, known))).forEach(System.out::println);
      return ExitCode.FINE;
    }
  }

  private static SecretDesk desk(Store store, KnownSecrets known) {
    StoreSettings given = store.settings();
    return new SecretDesk(
        store.database(),
        store.secrets(),
        known,
        store.audit().secretActs("secrets"),
        given.clock(),
        given.random());
  }

  /// Everything that can be refused without the store is refused before it is opened, and a value
  /// is read only for a name that may have one.
  private static Function<SecretDesk, SecretOutcome> act(SecretsAsked asked, KnownSecrets known) {
    return switch (asked) {
      case SecretsAsked.All() -> SecretDesk::list;
      case SecretsAsked.Show(String name) -> desk -> desk.show(name);
      case SecretsAsked.Set(String name) -> {
        known.refusal(name).ifPresent(SecretLines::of);
        byte[] value =
            Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(terminal -> SecretsAsked.typed(terminal, name))
                .orElseGet(() -> SecretsAsked.value(System.in));
        yield desk -> desk.set(name, value);
      }
      case SecretsAsked.Rotate(String name, var keepOld) -> desk -> desk.rotate(name, keepOld);
      case SecretsAsked.Retire(String name, int version) -> desk -> desk.retire(name, version);
    };
  }
}
