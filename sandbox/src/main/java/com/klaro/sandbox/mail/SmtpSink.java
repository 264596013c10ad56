package com.klaro.sandbox.mail;

import com.klaro.sandbox.http.Content;
import com.klaro.sandbox.network.LoopbackPort;
import com.klaro.sandbox.process.CannotStart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/// Takes any mail for anybody. It says 250 only when the mail is on the disk.
final class SmtpSink implements AutoCloseable {
  private static final int MAX_SIZE = 10 * 1024 * 1024;
  private static final int TOO_LARGE = 552;
  private static final int TRY_LATER = 451;

  private final SMTPServer server;

  private SmtpSink(SMTPServer server) {
    this.server = server;
  }

  static SmtpSink start(int port, MailStore store, Clock clock) {
    SMTPServer server =
        SMTPServer.port(port)
            .bindAddress(LoopbackPort.ADDRESS)
            .hostName("localhost")
            .maxMessageSize(MAX_SIZE)
            .executorService(Executors.newVirtualThreadPerTaskExecutor())
            .messageHandlerFactory(_ -> new Delivery(store, clock))
            .build();
    try {
      server.start();
      return new SmtpSink(server);
    } catch (RuntimeException e) {
      throw CannotStart.onPort(port, "mail", e);
    }
  }

  int port() {
    return server.getPortAllocated();
  }

  @Override
  public void close() {
    server.stop();
    server.getExecutorService().shutdownNow();
  }

  /// One mail on its way in.
  private static final class Delivery implements MessageHandler {
    private final MailStore store;
    private final Clock clock;
    private final List<String> recipients = new ArrayList<>();
    private String sender = "";

    Delivery(MailStore store, Clock clock) {
      this.store = store;
      this.clock = clock;
    }

    @Override
    public void from(String from) {
      sender = from;
    }

    @Override
    public void recipient(String recipient) {
      recipients.add(recipient);
    }

    @Override
    public @Nullable String data(InputStream data) throws RejectException, IOException {
      byte[] raw = data.readNBytes(MAX_SIZE + 1);
      if (raw.length > MAX_SIZE) {
        data.transferTo(OutputStream.nullOutputStream()); // or the rest would be read as commands
        throw new RejectException(TOO_LARGE, "The mail is larger than 10 MB");
      }
      try {
        String id = UUID.randomUUID().toString().replace("-", "");
        store.add(
            new StoredMail(id, clock.instant(), sender, List.copyOf(recipients), Content.of(raw)));
        return null;
      } catch (IOException _) {
        throw new RejectException(TRY_LATER, "The mail could not be written to the disk");
      }
    }

    @Override
    public void done() {}
  }
}
