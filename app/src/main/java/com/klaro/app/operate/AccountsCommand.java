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
import com.klaro.workflows.tenancy.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// `klaro accounts disable ADDRESS`: shuts somebody out, or lets them in again. On the host, by
/// whoever may be on the host; what it says has ids and no address.
public final class AccountsCommand implements Command {

  private static final String USE = "klaro accounts disable|enable ADDRESS|ID";

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Shuts an account out, or lets it in again, and writes that down in the audit trail."
                + " Its sessions end at once and for good.")
        .withWords(2, "disable ADDRESS|ID | enable ADDRESS|ID")
        .withConfig();
  }

  @Override
  public ExitCode run(Options options) {
    Logs.toStandardError();
    List<String> words = options.words();
    if (words.size() != 2 || !List.of("disable", "enable").contains(words.getFirst())) {
      throw CommandFailed.wrongUse("use: " + USE);
    }
    boolean disables = words.getFirst().equals("disable");
    Optional<AccountId> id = id(words.getLast());
    Optional<EmailAddress> address = id.isEmpty() ? address(words.getLast()) : Optional.empty();
    if (id.isEmpty() && address.isEmpty()) {
      throw CommandFailed.wrongUse("this is neither a mail address nor an account's id: " + USE);
    }
    try (Store store = Surroundings.of(options).open("accounts", Observed.meters("accounts"))) {
      var desk =
          new AccountDesk(
              store.database(),
              new AddressIndex(store.key(AddressIndex.SECRET)),
              store.audit(),
              store.settings().clock());
      AccountId account =
          id.filter(desk::exists)
              .or(() -> address.flatMap(desk::find))
              .orElseThrow(() -> failed("there is no such account"));
      if (!done(desk, disables, account)) {
        throw failed(disables ? "it is disabled already" : "it is not disabled");
      }
      return said(disables, account);
    }
  }

  private static CommandFailed failed(String why) {
    return new CommandFailed(ExitCode.FAILED, why);
  }

  private static boolean done(AccountDesk desk, boolean disables, AccountId account) {
    return disables ? desk.disable(account) : desk.enable(account);
  }

  private static ExitCode said(boolean disables, AccountId account) {
    System.out.println(
        disables
            ? "Account " + account + " is disabled, and its sessions have ended."
            : "Account " + account + " may sign in again.");
    return ExitCode.FINE;
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
