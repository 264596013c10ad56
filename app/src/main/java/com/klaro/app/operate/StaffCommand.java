package com.klaro.app.operate;

import com.klaro.api.operations.OperatorTokens;
import com.klaro.api.tokens.AccessTokenKeys;
import com.klaro.app.Command;
import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.Logs;
import com.klaro.app.Observed;
import com.klaro.app.Options;
import com.klaro.app.Syntax;
import com.klaro.store.Store;
import com.klaro.store.audit.AuditEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// `klaro staff token --role operator --minutes 30`: a token that decodes histories, made on the
/// host by whoever may be on the host, and written down in the audit trail.
public final class StaffCommand implements Command {

  private static final String USE = "klaro staff token --role operator [--minutes 30]";

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Prints a token that decodes histories, and writes that down in the audit trail.")
        .withWords(1, "token")
        .withNeeded("role", "ROLE", "whose token: operator, the only one there is")
        .withValue("minutes", "N", "how long it is good for; 30 unless said otherwise")
        .withConfig();
  }

  @Override
  public ExitCode run(Options options) {
    Logs.toStandardError();
    if (!options.words().equals(List.of("token"))) {
      throw CommandFailed.wrongUse("use: " + USE);
    }
    if (!options.value("role").orElse("").equals("operator")) {
      throw CommandFailed.wrongUse(
          "--role says whose token, and operator is the only role there is: " + USE);
    }
    int minutes = options.number("minutes", 30);
    try (Store store = Surroundings.of(options).open("staff", Observed.meters("staff"))) {
      var tokens =
          new OperatorTokens(
              AccessTokenKeys.from(store.secrets(), store.settings().random()),
              store.settings().clock(),
              store.settings().ids());
      String token = tokens.issue(Duration.ofMinutes(minutes));
      var event =
          new AuditEvent(
              "operator-token.issued",
              "operator/" + tokens.verify(token).orElseThrow(),
              Map.of("minutes", Integer.toString(minutes)));
      store.operatorTrail().append("staff", event);
      System.out.println(token);
      return ExitCode.FINE;
    } catch (IllegalArgumentException tooLong) {
      throw CommandFailed.wrongUse(String.valueOf(tooLong.getMessage()));
    }
  }
}
