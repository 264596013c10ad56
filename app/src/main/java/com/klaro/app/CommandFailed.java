package com.klaro.app;

import org.jspecify.annotations.Nullable;

/// Ends the program with this code and this one line, which says what to do.
public final class CommandFailed extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final ExitCode code;

  public CommandFailed(ExitCode code, String line) {
    this(code, line, null);
  }

  public CommandFailed(ExitCode code, String line, @Nullable Throwable cause) {
    super(line, cause);
    this.code = code;
  }

  public static CommandFailed wrongUse(String line) {
    return new CommandFailed(ExitCode.WRONG_USE, line);
  }

  public ExitCode code() {
    return code;
  }
}
