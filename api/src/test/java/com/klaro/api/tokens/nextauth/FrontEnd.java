package com.klaro.api.tokens.nextauth;

import com.klaro.api.RunningApi;
import com.klaro.store.identity.People;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.AESEncrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A front end that writes session tokens, as NextAuth does or as a test wants them.
public final class FrontEnd {

  /// That of the vectors, which the running API of tests takes.
  public static final String SECRET = "klaro-test-secret-not-for-production-0001";

  static final Duration LIFE = Duration.ofHours(24);

  private final String secret;
  private final Clock clock;

  FrontEnd(String secret, Clock clock) {
    this.secret = secret;
    this.clock = clock;
  }

  /// One that shares its secret with the API.
  public static FrontEnd of(RunningApi api) {
    return new FrontEnd(SECRET, api.clock());
  }

  String v4(People.Person person) {
    return token(TokenForm.V4, person, _ -> {});
  }

  String v5(People.Person person) {
    return token(TokenForm.V5, person, _ -> {});
  }

  /// Saying more of its holder, or something else.
  public String v5(People.Person person, Consumer<JWTClaimsSet.Builder> claims) {
    return token(TokenForm.V5, person, claims);
  }

  String token(TokenForm form, People.Person person, Consumer<JWTClaimsSet.Builder> claims) {
    return written(header(form).build(), claims(person, claims), key(form));
  }

  JWEHeader.Builder header(TokenForm form) {
    return new JWEHeader.Builder(JWEAlgorithm.DIR, form.method()).keyID(keyId(form));
  }

  byte[] key(TokenForm form) {
    return form.key(secret.getBytes(StandardCharsets.UTF_8));
  }

  JWTClaimsSet claims(People.Person person, Consumer<JWTClaimsSet.Builder> more) {
    Instant now = clock.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .subject(person.accountId().toString())
            .claim("sid", person.actor().sessionId().toString())
            .claim("name", "Someone")
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFE)))
            .jwtID(UUID.randomUUID().toString());
    more.accept(claims);
    return claims.build();
  }

  /// @param key of the content, or, where the header says so, of its key
  static String written(JWEHeader header, JWTClaimsSet claims, byte[] key) {
    try {
      var token = new EncryptedJWT(header, claims);
      token.encrypt(
          JWEAlgorithm.DIR.equals(header.getAlgorithm())
              ? new DirectEncrypter(key)
              : new AESEncrypter(key));
      return token.serialize();
    } catch (JOSEException wrong) {
      throw new AssertionError(wrong);
    }
  }

  private @Nullable String keyId(TokenForm form) {
    return NextAuthKeys.of(List.of(secret)).all().stream()
        .filter(key -> key.form() == form)
        .findFirst()
        .orElseThrow()
        .id();
  }
}
