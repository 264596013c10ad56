package com.klaro.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// The development mailbox, through the API it shares with Mailpit.
public final class Mailbox {

  private static final Pattern TOKEN = Pattern.compile("#token=([A-Za-z0-9_.~-]+)");

  private final ApiClient client;

  public Mailbox(ApiClient client) {
    this.client = client;
  }

  public record Mail(String subject, String text) {

    /// The token of the first link that carries one.
    public Optional<String> token() {
      Matcher found = TOKEN.matcher(text);
      return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
  }

  /// All mails to this address, newest first.
  public List<Mail> to(String address) {
    String query = URLEncoder.encode("to:" + address, StandardCharsets.UTF_8);
    JsonNode found = client.get("/api/v1/search?query=" + query).expect(200).body();
    return StreamSupport.stream(found.path("messages").spliterator(), false)
        .map(message ->
            client.get("/api/v1/message/" + message.path("ID").asText()).expect(200).body())
        .map(message -> new Mail(message.path("Subject").asText(), message.path("Text").asText()))
        .toList();
  }

  /// Waits until so many mails have come.
  ///
  /// @throws Answer.Unexpected when they do not come in time
  public List<Mail> await(String address, int count, Duration patience) {
    Instant end = Instant.now().plus(patience);
    while (true) {
      List<Mail> mails = to(address);
      if (mails.size() >= count) {
        return mails;
      }
      if (Instant.now().isAfter(end)) {
        throw new Answer.Unexpected("no mail within " + patience.toSeconds() + " s");
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(25);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Answer.Unexpected("interrupted");
    }
  }
}
