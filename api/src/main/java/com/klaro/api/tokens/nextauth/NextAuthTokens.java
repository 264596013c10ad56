package com.klaro.api.tokens.nextauth;

import com.klaro.api.tokens.ClaimedMember;
import com.klaro.api.tokens.TokenText;
import com.klaro.workflows.tenancy.Actor;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Reads session tokens, stricter than the libraries that write them: these take other algorithms,
/// compressed tokens and such as never end.
public final class NextAuthTokens {

  /// What the front end's clock may be ahead of ours.
  private static final Duration AHEAD = Duration.ofSeconds(60);

  private static final Set<String> HEADERS = Set.of("alg", "enc");
  private static final Set<String> HEADERS_WITH_KEY = Set.of("alg", "enc", "kid");

  private final NextAuthKeys keys;
  private final NextAuthSettings settings;
  private final Clock clock;

  public NextAuthTokens(NextAuthKeys keys, NextAuthSettings settings, Clock clock) {
    this.keys = keys;
    this.settings = settings;
    this.clock = clock;
  }

  /// Whose session a token names that came by itself; empty unless everything holds.
  public Optional<Actor.Member> holder(String token) {
    return holder(token, EnumSet.allOf(TokenForm.class));
  }

  /// The same for a token that came in a cookie, whose name says how it is written.
  Optional<Actor.Member> holder(String token, Set<TokenForm> forms) {
    return opened(token, forms).filter(this::inTime).flatMap(ClaimedMember::of);
  }

  /// What a token says that was encrypted with one of our keys, exactly so.
  Optional<JWTClaimsSet> opened(String token, Set<TokenForm> forms) {
    try {
      EncryptedJWT parsed = EncryptedJWT.parse(token);
      return TokenText.isAsWritten(token)
          ? keys.all().stream()
              .filter(key -> forms.contains(key.form()) && fits(key, parsed))
              .flatMap(key -> opened(parsed, key).stream())
              .findFirst()
          : Optional.empty();
    } catch (ParseException | RuntimeException malformed) {
      // The library also trips over what it did not expect, such as a header that is `null`.
      return Optional.empty();
    }
  }

  /// Nothing is decrypted that a key of ours does not write: no other algorithm, no compression, no
  /// shorter tag.
  private boolean fits(NextAuthKeys.Key key, EncryptedJWT token) {
    JWEHeader header = token.getHeader();
    TokenForm form = key.form();
    return JWEAlgorithm.DIR.equals(header.getAlgorithm())
        && form.method().equals(header.getEncryptionMethod())
        && header.getIncludedParams().equals(form.namesItsKey() ? HEADERS_WITH_KEY : HEADERS)
        && Objects.equals(key.id(), header.getKeyID())
        && token.getAuthTag().decode().length == form.tagBytes()
        && (form.namesItsKey() || key.newest() || beforeTheOldKeysEnd());
  }

  private boolean beforeTheOldKeysEnd() {
    Instant end = settings.oldKeysUntil();
    return end != null && clock.instant().isBefore(end);
  }

  private static Optional<JWTClaimsSet> opened(EncryptedJWT token, NextAuthKeys.Key key) {
    try {
      token.decrypt(new DirectDecrypter(key.bytes()));
      return Optional.of(token.getJWTClaimsSet());
    } catch (ParseException | JOSEException refused) {
      return Optional.empty();
    }
  }

  private boolean inTime(JWTClaimsSet claims) {
    Date issued = claims.getIssueTime();
    Date expires = claims.getExpirationTime();
    Date begins = claims.getNotBeforeTime();
    if (issued == null || expires == null) {
      return false;
    }
    Instant now = clock.instant();
    return now.isBefore(expires.toInstant())
        && isPast(issued, now)
        && (begins == null || isPast(begins, now))
        && Duration.between(issued.toInstant(), expires.toInstant()).compareTo(settings.maxAge())
            <= 0;
  }

  private static boolean isPast(Date date, Instant now) {
    return !date.toInstant().isAfter(now.plus(AHEAD));
  }
}
