package com.klaro.app.operate;

import com.klaro.app.Command;
import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.Logs;
import com.klaro.app.Options;
import com.klaro.app.Syntax;
import com.klaro.store.database.DatabaseUnavailable;
import com.klaro.store.database.Schema;
import com.klaro.store.secrets.RoleLogins;

/// `klaro migrate`: brings roles and tables to this version.
public final class MigrateCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Makes or updates roles and tables in the database that KLARO_DATABASE_URL names, as a"
                + " superuser.")
        .withConfig();
  }

  @Override
  public ExitCode run(Options options) {
    Logs.toStandardError();
    var surroundings = Surroundings.of(options);
    int done;
    try {
      done = new Schema(surroundings.database(), new RoleLogins(surroundings.master())).prepare();
    } catch (DatabaseUnavailable away) {
      throw new CommandFailed(ExitCode.MISSING, String.valueOf(away.getMessage()), away);
    } catch (Schema.Refused refused) {
      throw new CommandFailed(ExitCode.FAILED, String.valueOf(refused.getMessage()), refused);
    }
    System.out.println(
        "The database is at this version; "
            + (done == 0 ? "there was nothing to do." : "migrations that ran: " + done + "."));
    return ExitCode.FINE;
  }
}
