package com.klaro.sandbox.mail;

import com.klaro.sandbox.http.LocalHttpServer;
import com.klaro.sandbox.http.Routes;
import com.klaro.sandbox.network.LoopbackPort;
import com.klaro.sandbox.process.FileLock;
import java.time.Clock;

/// The mail server and its mailbox, running.
public final class Mailbox implements AutoCloseable {
  private final FileLock lock;
  private final MailStore store;
  private final SmtpSink smtp;
  private final LocalHttpServer http;

  private Mailbox(FileLock lock, MailStore store, SmtpSink smtp, LocalHttpServer http) {
    this.lock = lock;
    this.store = store;
    this.smtp = smtp;
    this.http = http;
  }

  public static Mailbox start(MailboxSettings settings, Clock clock) {
    FileLock lock =
        FileLock.take(
            settings.directory().resolve("lock"), "The mailbox in " + settings.directory());
    try {
      MailStore store = MailStore.open(settings.directory());
      SmtpSink smtp = SmtpSink.start(settings.smtpPort(), store, clock);
      try {
        Routes routes = new MailboxPages(store).on(new MailboxApi(store).on(new Routes()));
        return new Mailbox(
            lock, store, smtp, LocalHttpServer.start(settings.httpPort(), "the mailbox", routes));
      } catch (RuntimeException e) {
        smtp.close();
        store.close();
        throw e;
      }
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  public String smtpHost() {
    return LoopbackPort.HOST;
  }

  public int smtpPort() {
    return smtp.port();
  }

  /// Of the page and the API, without a trailing slash.
  public String url() {
    return http.url();
  }

  @Override
  public void close() {
    smtp.close();
    http.close();
    store.close();
    lock.close();
  }
}
