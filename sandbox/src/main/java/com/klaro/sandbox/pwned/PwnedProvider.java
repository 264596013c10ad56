package com.klaro.sandbox.pwned;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.klaro.sandbox.control.ObjectStore;
import com.klaro.sandbox.control.Provider;
import com.klaro.sandbox.http.Content;
import com.klaro.sandbox.http.Json;
import com.klaro.sandbox.http.Refused;
import com.klaro.sandbox.http.Reply;
import com.klaro.sandbox.http.Request;
import com.klaro.sandbox.http.Routes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Pwned Passwords: `GET /range/{prefix}` answers the rest of each known hash that begins so, with
/// how often it was seen. Known is what somebody had breached by `act`, among hashes of nothing.
public final class PwnedProvider implements Provider {
  private static final Pattern PREFIX = Pattern.compile("[0-9A-F]{5}");
  private static final Pattern SHA1 = Pattern.compile("[0-9A-F]{40}");

  /// Hashes of nobody's password at each prefix, and lines of an answer that is padded.
  private static final int OTHERS = 400;

  private static final int PADDED = 900;

  private final ObjectStore breached;
  private final Routes routes = new Routes().on("GET", "/range/{prefix}", this::range);

  private PwnedProvider(ObjectStore breached) {
    this.breached = breached;
  }

  /// @param folder where it keeps what was breached
  public static PwnedProvider in(Path folder) {
    return new PwnedProvider(ObjectStore.open(folder));
  }

  @Override
  public String name() {
    return "pwned";
  }

  @Override
  public Reply answer(Request request) {
    return routes.answer(request);
  }

  private Reply range(Request request) {
    String prefix = request.parameter("prefix").toUpperCase(Locale.ROOT);
    if (!PREFIX.matcher(prefix).matches()) {
      throw new Refused(400, "The hash prefix was not in a valid format");
    }
    List<String> lines = new ArrayList<>();
    for (JsonNode object : breached.all()) {
      String hash = object.path("id").asText();
      if (hash.startsWith(prefix)) {
        lines.add(hash.substring(prefix.length()) + ":" + object.path("count").asInt());
      }
    }
    IntStream.range(0, OTHERS).forEach(i -> lines.add(suffix(prefix, i) + ":" + (i % 97 + 1)));
    if (request.header("add-padding").filter("true"::equalsIgnoreCase).isPresent()) {
      IntStream.range(lines.size(), PADDED).forEach(i -> lines.add(suffix(prefix, i) + ":0"));
    }
    lines.sort(null);
    return Reply.of(200, "text/plain", Content.of(String.join("\r\n", lines)));
  }

  @Override
  public ObjectNode act(String object, String action) {
    String hash = object.toUpperCase(Locale.ROOT);
    if (!action.equals("breach") || !SHA1.matcher(hash).matches()) {
      throw new Refused(400, "breach is what can happen, to a SHA-1 in hex.");
    }
    ObjectNode known =
        breached.get(hash).orElseGet(() -> Json.object().put("id", hash).put("status", "breached"));
    known.put("count", known.path("count").asInt() + 1);
    breached.put(known);
    return known;
  }

  @Override
  public List<JsonNode> objects() {
    return breached.all();
  }

  @Override
  public List<JsonNode> events() {
    return List.of();
  }

  /// The same whenever it is asked, as the real lists are for months.
  private static String suffix(String prefix, int number) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((prefix + "/" + number).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().withUpperCase().formatHex(hash).substring(0, 35);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
