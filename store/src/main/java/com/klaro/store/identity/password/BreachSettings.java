package com.klaro.store.identity.password;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.klaro.store.network.ThisMachine;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/// Section `identity.passwords.breaches`.
///
/// @param url of a server that speaks as Pwned Passwords does, without `/range`
/// @param timeout for the whole of a question, connecting included
/// @param onFailure what becomes of a new password while nobody answers
public record BreachSettings(URI url, Duration timeout, OnFailure onFailure) {

  public enum OnFailure {
    /// It is taken, and a meter counts it.
    @JsonProperty("open")
    OPEN,
    /// It is refused for now.
    @JsonProperty("closed")
    CLOSED
  }

  /// A caller waits, and the answer of the API has to be there within seconds.
  private static final Duration LONGEST = Duration.ofSeconds(5);

  public BreachSettings {
    String scheme = url == null ? "" : Objects.requireNonNullElse(url.getScheme(), "");
    String host = url == null ? "" : Objects.requireNonNullElse(url.getHost(), "");
    boolean plain = scheme.equals("http") && ThisMachine.is(host);
    refuse(
        host.isEmpty() || !(scheme.equals("https") || plain),
        "url must be an https address, or http on this machine");
    refuse(
        url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null,
        "url must be an address only, without user, password or query");
    refuse(
        timeout == null || !timeout.isPositive() || timeout.compareTo(LONGEST) > 0,
        "timeout must be above zero and at most " + LONGEST);
    refuse(onFailure == null, "onFailure must be open or closed");
  }

  public static BreachSettings defaults() {
    return new BreachSettings(
        URI.create("https://api.pwnedpasswords.com"), Duration.ofSeconds(1), OnFailure.OPEN);
  }

  private static void refuse(boolean wrong, String reason) {
    if (wrong) {
      throw new IllegalArgumentException("identity.passwords.breaches: " + reason);
    }
  }
}
