package com.klaro.api.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.operations.OperatorTokens;
import com.klaro.store.MutableClock;
import com.klaro.store.database.Ids;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.secrets.LiveVersions;
import com.klaro.store.secrets.SecretStore;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.SessionId;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two processes on one database, and a third one that rotates.
class KeyRotationTest {

  private final SecureRandom random = new SecureRandom();
  private final MutableClock clock = new MutableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  private final TestDatabase test = TestDatabase.fresh();
  private final SecretStore secrets = new SecretStore(test.database(), test.master(), clock);
  private final AccessTokenKeys here = AccessTokenKeys.from(secrets, random);
  private final AccessTokenKeys there = AccessTokenKeys.from(secrets, random);

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void bothAgreeOnTheFirstKey() {
    assertThat(good(there, token(here))).isTrue();
    assertThat(published(here)).hasSize(1);
  }

  /// One process looks as late as it may, the other at once: at no moment does one refuse what the
  /// other signed.
  @Test
  void noTokenIsRefusedOnTheWayFromOneKeyToTheNext() {
    clock.advance(Duration.ofHours(1));
    String before = token(here);
    rotate();
    here.refresh();
    assertThat(published(here)).hasSize(2);
    assertThat(published(there)).as("not looked yet").hasSize(1);
    assertThat(keyOf(token(here))).as("a new key waits").isEqualTo(keyOf(before));
    clock.advance(LiveVersions.REFRESH);
    there.refresh();

    // Everybody who keeps the published keys has forgotten the older set by the time it signs.
    assertThat(LiveVersions.REFRESH.plus(AccessTokenKeys.PUBLISHED_FOR))
        .isLessThan(LiveVersions.SETTLING);
    clock.advance(LiveVersions.SETTLING.minus(LiveVersions.REFRESH).minusSeconds(1));
    String last = token(there);
    assertThat(keyOf(last)).isEqualTo(keyOf(before));
    clock.advance(Duration.ofSeconds(1));
    String first = token(here);
    assertThat(keyOf(first)).isNotEqualTo(keyOf(before));
    assertThat(keyOf(token(there))).isEqualTo(keyOf(first));
    assertThat(good(there, first)).isTrue();

    clock.advance(AccessTokens.LIFE.minusSeconds(2));
    refreshBoth();
    assertThat(good(here, last)).as("the old key's last token, in its last second").isTrue();
    assertThat(published(here)).contains(keyOf(last));
    clock.advance(AccessTokenKeys.OVERLAP);
    refreshBoth();
    assertThat(published(here)).containsExactly(keyOf(first));
    assertThat(published(there)).containsExactly(keyOf(first));
  }

  @Test
  void aKeyThatLeakedEndsWithinTheMinute() {
    clock.advance(Duration.ofHours(1));
    String stolen = token(here);
    AccessTokens door = tokens(here);
    assertThat(door.verify(stolen)).isPresent();
    assertThat(door.verify(stolen)).as("known by now").isPresent();
    secrets.add(AccessTokenKeys.SECRET.name(), AccessTokenKeys.fresh(random), clock.instant());
    refreshBoth();
    assertThat(door.verify(stolen)).as("known, and refused all the same").isEmpty();
    assertThat(good(here, stolen)).isFalse();
    assertThat(good(there, token(here))).as("the only one left signs at once").isTrue();
  }

  @Test
  void onlyAKeyPairIsTakenForOne() throws ParseException {
    var shape = AccessTokenKeys.SECRET.shape().fits();
    byte[] pair = AccessTokenKeys.fresh(random);
    assertThat(shape.test(pair)).isTrue();
    ECKey key = ECKey.parse(new String(pair, StandardCharsets.UTF_8));
    for (String other :
        List.of(
            key.toPublicJWK().toJSONString(),
            new ECKey.Builder(key).keyID(null).build().toJSONString(),
            "{}",
            "",
            "null",
            "[".repeat(60_000),
            "{\"kty\":\"EC\",\"crv\":\"P-256\"}",
            "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":1,\"y\":{},\"d\":null}",
            "password")) {
      assertThat(shape.test(other.getBytes(StandardCharsets.UTF_8))).as(other).isFalse();
    }
  }

  @Test
  void anOperatorsShiftDoesNotEndWithTheKey() {
    clock.advance(Duration.ofHours(1));
    rotate();
    clock.advance(LiveVersions.SETTLING.minusSeconds(1));
    String last = operators(there).issue(OperatorTokens.LONGEST);
    clock.advance(OperatorTokens.LONGEST.minusSeconds(1));
    refreshBoth();
    assertThat(operators(here).verify(last))
        .as("signed by the old key, in its last second")
        .isPresent();
    assertThat(AccessTokenKeys.OVERLAP)
        .isGreaterThanOrEqualTo(
            LiveVersions.SETTLING
                .plus(LiveVersions.REFRESH)
                .plus(OperatorTokens.LONGEST)
                .plus(AccessTokenKeys.PUBLISHED_FOR));
  }

  @Test
  void aKeyThatSignsNothingOrTakesAnothersNameIsRefused() throws Exception {
    ECKey key = ECKey.parse(text(AccessTokenKeys.fresh(random)));
    BigInteger order = Curve.P_256.toECParameterSpec().getOrder();
    ECKey other = ECKey.parse(text(AccessTokenKeys.fresh(random)));
    for (ECKey wrong :
        List.of(
            new ECKey.Builder(key).d(other.getD()).build(),
            new ECKey.Builder(key).d(Base64URL.encode(new byte[32])).build(),
            new ECKey.Builder(key).d(Base64URL.encode(new byte[0])).build(),
            new ECKey.Builder(key)
                .d(Base64URL.encode(order.add(key.getD().decodeToBigInteger())))
                .build(),
            new ECKey.Builder(key).d(Base64URL.encode("9".repeat(9_000))).build(),
            new ECKey.Builder(key).keyID("k".repeat(9_000)).build(),
            new ECKey.Builder(key).keyID(other.getKeyID()).build(),
            new ECKey.Builder(key).keyID("").build(),
            new ECKeyGenerator(Curve.P_384).keyIDFromThumbprint(true).generate())) {
      assertThat(fits(wrong)).as(wrong.toJSONString()).isFalse();
    }
    assertThat(fits(key)).isTrue();
  }

  /// The same key written otherwise is the same key: two versions with one name would be published.
  @Test
  void aKeyIsTheSameHoweverItIsWritten() throws Exception {
    byte[] pair = AccessTokenKeys.fresh(random);
    byte[] spaced = text(pair).replace(",", " , ").getBytes(StandardCharsets.UTF_8);
    assertThat(AccessTokenKeys.SECRET.shape().same().test(pair, spaced)).isTrue();
    assertThat(AccessTokenKeys.SECRET.shape().same().test(pair, AccessTokenKeys.fresh(random)))
        .isFalse();
  }

  private static boolean fits(ECKey key) {
    return AccessTokenKeys.SECRET
        .shape()
        .fits()
        .test(key.toJSONString().getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }

  private OperatorTokens operators(AccessTokenKeys keys) {
    return new OperatorTokens(keys, clock, Ids.timeOrdered());
  }

  private void rotate() {
    secrets.add(
        AccessTokenKeys.SECRET.name(),
        AccessTokenKeys.fresh(random),
        clock.instant().plus(AccessTokenKeys.OVERLAP));
  }

  private void refreshBoth() {
    here.refresh();
    there.refresh();
  }

  private AccessTokens tokens(AccessTokenKeys keys) {
    return new AccessTokens(
        keys, clock, Ids.timeOrdered(), new TokenSettings("https://klaro.test", "klaro-api"));
  }

  private String token(AccessTokenKeys keys) {
    return tokens(keys).issue(new AccountId(UUID.randomUUID()), new SessionId(UUID.randomUUID()));
  }

  private boolean good(AccessTokenKeys keys, String token) {
    return tokens(keys).verify(token).isPresent();
  }

  private static List<String> published(AccessTokenKeys keys) {
    try {
      return JWKSet.parse(keys.publishedJson()).getKeys().stream()
          .map(it -> it.getKeyID())
          .toList();
    } catch (ParseException malformed) {
      throw new AssertionError(malformed);
    }
  }

  private static String keyOf(String token) {
    try {
      return SignedJWT.parse(token).getHeader().getKeyID();
    } catch (ParseException malformed) {
      throw new AssertionError(malformed);
    }
  }
}
