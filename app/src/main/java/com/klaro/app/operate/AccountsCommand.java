package com.klaro.app.operate;

import com.klaro.app.Command;
import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.Logs;
import com.klaro.app.Observed;
import com.klaro.app.Options;
import com.klaro.app.Syntax;
import com.klaro.store.Store;
import com.klaro.store.identity.AccountDesk;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.workflows.tenancy.AccountId;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `klaro accounts disable ADDRESS`: shuts somebody out, lets them in again, or takes second
/// factors off that nobody has any more. On the host, by whoever may be on the host; what it says
/// has ids and no address.
public final class AccountsCommand implements Command {

  private enum Act {
    DISABLE,
    ENABLE,
    RESET_SECOND_FACTOR;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final String USE =
      "klaro accounts "
          + Stream.of(Act.values()).map(Act::word).collect(Collectors.joining("|"))
          + " ADDRESS|ID";

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Shuts an account out, lets it in again, or takes its second factors off, and writes"
                + " that down in the audit trail. Its sessions end at once and for good."
                + " reset-second-factor is for whoever lost app, passkeys and recovery codes, or"
                + " has a stranger's: all of them go and the password with them, and the owner is"
                + " mailed where to choose a new one. From then on the mailbox is all that it"
                + " takes, so be sure first, by something else than the mailbox, who asks.")
        .withWords(2, "disable ADDRESS|ID | enable ADDRESS|ID | reset-second-factor ADDRESS|ID")
        .withConfig();
  }

  @Override
  public ExitCode run(Options options) {
    Logs.toStandardError();
    List<String> words = options.words();
    Act act =
        Stream.of(Act.values())
            .filter(it -> words.size() == 2 && it.word().equals(words.getFirst()))
            .findFirst()
            .orElseThrow(() -> CommandFailed.wrongUse("use: " + USE));
    Optional<AccountId> id = id(words.getLast());
    Optional<EmailAddress> address = id.isEmpty() ? address(words.getLast()) : Optional.empty();
    if (id.isEmpty() && address.isEmpty()) {
      throw CommandFailed.wrongUse("this is neither a mail address nor an account's id: " + USE);
    }
    Surroundings around = Surroundings.of(options);
    IdentitySettings identity = around.config().section("identity", IdentitySettings.class);
    PrometheusMeterRegistry meters = Observed.meters("accounts");
    try (Store store = around.open("accounts", meters)) {
      var desk =
          new AccountDesk(
              store.database(),
              new AddressIndex(store.key(AddressIndex.SECRET)),
              store.audit(),
              store.settings().clock());
      AccountId account =
          id.filter(desk::exists)
              .or(() -> address.flatMap(desk::find))
              .orElseThrow(AccountsCommand::unknown);
      System.out.println(
          switch (act) {
            case DISABLE -> disabled(desk, account);
            case ENABLE -> enabled(desk, account);
            case RESET_SECOND_FACTOR -> reset(new FactorReset(store, identity, meters), account);
          });
      return ExitCode.FINE;
    }
  }

  private static String disabled(AccountDesk desk, AccountId account) {
    if (!desk.disable(account)) {
      throw failed("it is disabled already");
    }
    return "Account " + account + " is disabled, and its sessions have ended.";
  }

  private static String enabled(AccountDesk desk, AccountId account) {
    if (!desk.enable(account)) {
      throw failed("it is not disabled");
    }
    return "Account " + account + " may sign in again.";
  }

  private static String reset(FactorReset reset, AccountId account) {
    return switch (reset.of(account)) {
      case DONE ->
          "Account "
              + account
              + " has no second factor any more and no password, and its sessions have ended. Its"
              + " owner is mailed where to choose a new one.";
      case NONE -> throw failed("it has no second factor; nothing was changed");
      case DISABLED ->
          throw failed(
              "it is disabled, so nothing was changed; first ./klaro accounts enable " + account);
      case NO_ACCOUNT -> throw unknown();
    };
  }

  private static CommandFailed unknown() {
    return failed("there is no such account");
  }

  private static CommandFailed failed(String why) {
    return new CommandFailed(ExitCode.FAILED, why);
  }

  private static Optional<AccountId> id(String text) {
    try {
      return Optional.of(new AccountId(UUID.fromString(text)));
    } catch (IllegalArgumentException noId) {
      return Optional.empty();
    }
  }

  private static Optional<EmailAddress> address(String text) {
    try {
      return Optional.of(new EmailAddress(text));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }
}
