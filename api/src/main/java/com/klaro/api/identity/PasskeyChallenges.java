package com.klaro.api.identity;

import com.klaro.store.identity.PasskeyChallenge;
import com.klaro.store.secrets.Hmac;
import com.klaro.workflows.tenancy.SessionId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Challenges for authenticators: 256 random bits, when they end, and a MAC over both, what for and
/// for which session. So nothing is kept of a challenge before it is answered, whoever asks for how
/// many; and every process knows those of the others.
final class PasskeyChallenges {

  static final Duration LIFE = Duration.ofMinutes(5);

  private static final int RANDOM = 32;
  private static final int SAID = RANDOM + Long.BYTES;
  private static final int WHOLE = SAID + 32;

  private final Hmac hmac;
  private final SecureRandom random;
  private final Clock clock;

  /// @param key from `MasterKey.derive("passkey-challenges")`
  PasskeyChallenges(byte[] key, SecureRandom random, Clock clock) {
    this.hmac = new Hmac(key);
    this.random = random;
    this.clock = clock;
  }

  enum Purpose {
    ENROLMENT,
    SIGN_IN,
    STEP_UP
  }

  /// @param session that it is for; null at a sign-in
  byte[] issue(Purpose purpose, @Nullable SessionId session) {
    byte[] nonce = new byte[RANDOM];
    random.nextBytes(nonce);
    byte[] said =
        ByteBuffer.allocate(SAID)
            .put(nonce)
            .putLong(clock.instant().plus(LIFE).toEpochMilli())
            .array();
    return ByteBuffer.allocate(WHOLE).put(said).put(mac(purpose, session, said)).array();
  }

  /// Empty when it is none of ours, for something or somebody else, or its time is over.
  Optional<PasskeyChallenge> open(byte[] challenge, Purpose purpose, @Nullable SessionId session) {
    if (challenge.length != WHOLE) {
      return Optional.empty();
    }
    byte[] said = Arrays.copyOf(challenge, SAID);
    if (!MessageDigest.isEqual(
        mac(purpose, session, said), Arrays.copyOfRange(challenge, SAID, WHOLE))) {
      return Optional.empty();
    }
    Instant expires = Instant.ofEpochMilli(ByteBuffer.wrap(said).getLong(RANDOM));
    return clock.instant().isBefore(expires)
        ? Optional.of(new PasskeyChallenge(challenge, expires))
        : Optional.empty();
  }

  private byte[] mac(Purpose purpose, @Nullable SessionId session, byte[] said) {
    String what = purpose + "\0" + (session == null ? "" : session) + "\0";
    return hmac.of(what.getBytes(StandardCharsets.UTF_8), said);
  }
}
