package com.klaro.app.demo;

import com.klaro.app.client.Answer;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/// Runs steps and prints each with its time, as a table a person can follow. The first step that
/// does not hold ends it.
public final class Steps {

  private final PrintStream out;
  private int number;
  private Duration total = Duration.ZERO;

  public Steps(PrintStream out) {
    this.out = out;
    out.printf("%n%3s  %-62s %9s%n", "#", "step", "ms");
  }

  /// @throws Failed naming the step
  public <T> T step(String what, Supplier<T> work) {
    number++;
    long begun = System.nanoTime();
    try {
      T result = work.get();
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      total = total.plus(took);
      out.printf(Locale.ROOT, "%3d  %-62s %9.1f%n", number, what, took.toNanos() / 1e6);
      return result;
    } catch (Answer.Unexpected | UncheckedIOException wrong) {
      throw new Failed(
          "Step " + number + " did not hold (" + what + "): " + wrong.getMessage(), wrong);
    }
  }

  public void done() {
    out.printf(Locale.ROOT, "%3s  %-62s %9.1f%n%n", "", "every step held", total.toNanos() / 1e6);
  }

  public static final class Failed extends RuntimeException {
    Failed(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
