package com.klaro.activities.mail;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/// A mail server that refuses what its test tells it to refuse, by words in the recipient.
final class RelayServer implements AutoCloseable {

  record Received(String sender, List<String> recipients, String raw) {}

  private final SMTPServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();

  RelayServer(UnaryOperator<SMTPServer.Builder> options) {
    server =
        options
            .apply(
                SMTPServer.port(0)
                    .bindAddress(InetAddress.getLoopbackAddress())
                    .hostName("localhost")
                    .messageHandlerFactory(_ -> new Delivery()))
            .build();
    server.start();
  }

  int port() {
    return server.getPortAllocated();
  }

  List<Received> received() {
    return received;
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Delivery implements MessageHandler {

    private String sender = "";
    private final List<String> recipients = new CopyOnWriteArrayList<>();

    @Override
    public void from(String from) throws RejectException {
      sender = from;
      if (from.startsWith("banned")) {
        throw new RejectException(550, "not from " + from);
      }
    }

    @Override
    public void recipient(String recipient) throws RejectException {
      if (recipient.startsWith("unknown")) {
        throw new RejectException(550, "5.1.1 <" + recipient + "> user unknown");
      }
      if (recipient.startsWith("greylisted")) {
        throw new RejectException(451, "4.7.1 <" + recipient + "> try again later");
      }
      recipients.add(recipient);
    }

    @Override
    public @Nullable String data(InputStream data) throws RejectException, IOException {
      String raw = new String(data.readAllBytes(), StandardCharsets.UTF_8);
      if (recipients.getFirst().startsWith("content")) {
        throw new RejectException(554, "spam for " + recipients);
      }
      received.add(new Received(sender, List.copyOf(recipients), raw));
      return null;
    }

    @Override
    public void done() {}
  }
}
