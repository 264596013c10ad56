package com.klaro.activities.mail;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What is said to a server, all of it. The mail library bounds each command alone, so that a
/// server which takes its time for each of ten keeps us for minutes. It waits on a virtual thread:
/// interrupting one closes the socket that it waits for.
final class Conversation {

  private Conversation() {}

  /// @throws MailUndelivered when it has not ended by then; the server may have taken the mail
  static void within(Duration longest, Runnable words) {
    var task = new FutureTask<>(words, true);
    Thread.ofVirtual().name("smtp").start(task);
    try {
      boolean _ = task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failure);
    } catch (TimeoutException late) {
      throw new MailUndelivered("The mail server took too long", late);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new MailUndelivered("The mail was given up while the program ends", stopped);
    } finally {
      boolean _ = task.cancel(true);
    }
  }
}
