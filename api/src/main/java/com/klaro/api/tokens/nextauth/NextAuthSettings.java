package com.klaro.api.tokens.nextauth;

import com.klaro.store.secrets.NamedSecret;
import com.klaro.store.secrets.SecretReference;
import com.klaro.store.secrets.SecretRotation;
import com.klaro.store.secrets.SecretShape;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Section `nextauth`: whose session tokens are taken besides our own.
///
/// @param secrets of the front ends, newest first; with none such tokens are refused
/// @param maxAge how long a token may live, from its making to its end
/// @param oldKeysUntil when tokens of version 4, which do not name their key, are refused under any
///   but the newest; null for at once
public record NextAuthSettings(
    List<SecretReference> secrets, Duration maxAge, @Nullable Instant oldKeysUntil) {

  /// A token lies in a browser, where a shorter secret could be guessed from it.
  private static final int SHORTEST = 32;

  /// What `secrets` may refer to.
  public static final NamedSecret SECRET =
      new NamedSecret(
          "nextauth/",
          "opens session tokens of a NextAuth front end",
          new SecretShape(
              "the front end's AUTH_SECRET or NEXTAUTH_SECRET, text of at least "
                  + SHORTEST
                  + " characters such as openssl rand -base64 32 makes",
              value -> value.length >= SHORTEST && SecretShape.text().fits().test(value)),
          new NamedSecret.Origin.Given("the front end"),
          SecretRotation.overlapping());

  public NextAuthSettings {
    secrets = secrets == null ? List.of() : List.copyOf(secrets);
    if (!secrets.stream().allMatch(it -> SECRET.covers(it.name()))) {
      throw new IllegalArgumentException(
          "nextauth.secrets must be secret://nextauth/NAME, such as secret://nextauth/web");
    }
    if (maxAge == null || !maxAge.isPositive()) {
      throw new IllegalArgumentException("nextauth.maxAge must be above zero");
    }
  }
}
