package com.klaro.app;

/// One command of the program.
public interface Command {

  /// What may follow the command's name; anything else is refused before `run`.
  Syntax syntax();

  /// Returns when the command is done, or when the program was asked to stop.
  ///
  /// @throws CommandFailed to end with one line that says what to do
  ExitCode run(Options options);
}
