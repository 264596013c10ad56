package com.klaro.activities.mail;

import java.net.URI;
import java.util.Objects;

/// Addresses of the pages that mails lead to. The base comes from configuration and from nowhere
/// else: a Host header must not decide where a token goes. The token is a fragment, which browsers
/// do not send, so no log of a server has it.
public record Links(URI base, Help help) {

  /// @throws IllegalArgumentException unless the base is an absolute web address without query and
  ///   fragment
  public Links {
    String text = base.toString();
    boolean web = "https".equals(base.getScheme()) || "http".equals(base.getScheme());
    if (!web
        || base.getHost() == null
        || base.getUserInfo() != null
        || text.contains("?")
        || text.contains("#")) {
      throw new IllegalArgumentException(
          "links.base must be a web address such as https://app.example.com");
    }
    base = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    // Left out, or nothing written behind it.
    help = Objects.requireNonNullElse(help, Help.none());
  }

  public Links(URI base) {
    this(base, Help.none());
  }

  /// @param path of a page, as in `/sign-in`
  public URI page(String path) {
    return URI.create(base + path);
  }

  public URI withToken(String path, String token) {
    return URI.create(base + path + "#token=" + token);
  }
}
