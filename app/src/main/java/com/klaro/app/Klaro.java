package com.klaro.app;

import com.klaro.store.database.DatabaseUnavailable;
import com.klaro.store.secrets.MasterKey;
import java.util.List;

/// Where the program starts.
public final class Klaro {

  private Klaro() {}

  public static void main(String[] arguments) {
    System.exit(ended(List.of(arguments)).number());
  }

  /// A defect ends the program too, whatever threads it had started.
  private static ExitCode ended(List<String> arguments) {
    try {
      return run(arguments);
    } catch (RuntimeException | Error defect) {
      defect.printStackTrace();
      return ExitCode.FAILED;
    }
  }

  /// What `main` does, without ending the process.
  static ExitCode run(List<String> arguments) {
    try {
      if (arguments.isEmpty()) {
        throw CommandFailed.wrongUse("Say what to do; ./klaro help lists what there is");
      }
      String name = arguments.getFirst();
      Command command =
          Commands.named(name)
              .orElseThrow(() ->
                  CommandFailed.wrongUse("There is no command " + name + "; see ./klaro help"));
      if (arguments.contains("--help") || arguments.contains("-h")) {
        System.out.print(command.syntax().help(name));
        return ExitCode.FINE;
      }
      return command.run(Options.parse(command.syntax(), arguments.subList(1, arguments.size())));
    } catch (DatabaseUnavailable away) {
      System.err.println("klaro: Postgres does not answer");
      return ExitCode.MISSING;
    } catch (MasterKey.WrongKey wrong) {
      System.err.println(
          "klaro: " + wrong.getMessage() + ". Put the key back that made this database");
      return ExitCode.FAILED;
    } catch (CommandFailed failure) {
      System.err.println("klaro: " + failure.getMessage());
      return failure.code();
    }
  }
}
