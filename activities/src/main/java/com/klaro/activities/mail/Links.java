package com.klaro.activities.mail;

import com.klaro.store.identity.OneTimeToken;
import java.net.URI;

/// Addresses of the pages that mails lead to. The base comes from configuration and from nowhere
/// else: a Host header must not decide where a token goes. The token is a fragment, which browsers
/// do not send, so no log of a server has it.
public record Links(URI base) {

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
  }

  public URI completeSignup(OneTimeToken token) {
    return withToken("/complete-signup", token);
  }

  public URI signIn() {
    return URI.create(base + "/sign-in");
  }

  private URI withToken(String path, OneTimeToken token) {
    return URI.create(base + path + "#token=" + token.text());
  }
}
