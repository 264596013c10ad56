package com.klaro.api.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.klaro.api.web.problem.Problem;
import com.klaro.store.identity.KnownPasskey;
import com.klaro.store.identity.NewPasskey;
import com.klaro.store.identity.PasskeyChallenge;
import com.klaro.store.identity.PasskeyUse;
import com.klaro.workflows.tenancy.SessionId;
import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks at what authenticators answer (WebAuthn §7.1 and §7.2): origin, domain, challenge, that
/// somebody was there and was looked at, signature. Asks nobody. What the library sees as wrong,
/// and what it cannot read, is wrong.
final class PasskeyCeremony {

  static final List<COSEAlgorithmIdentifier> ALGORITHMS =
      List.of(
          COSEAlgorithmIdentifier.ES256,
          COSEAlgorithmIdentifier.EdDSA,
          COSEAlgorithmIdentifier.RS256);

  private static final Set<Integer> RSA_BITS = Set.of(2048, 3072, 4096);
  private static final int RSA_EXPONENT_BITS = 32;

  /// Attestation is not asked for: whoever made an authenticator makes no difference here.
  private final WebAuthnManager library;

  private final ObjectConverter cose = new ObjectConverter();
  private final ObjectMapper json = new ObjectMapper();
  private final PasskeyChallenges challenges;
  private final PasskeySettings settings;
  private final Set<Origin> origins;

  PasskeyCeremony(PasskeyChallenges challenges, PasskeySettings settings) {
    this.library = WebAuthnManager.createNonStrictWebAuthnManager(cose);
    this.challenges = challenges;
    this.settings = settings;
    this.origins = settings.origins().stream().map(Origin::new).collect(Collectors.toSet());
  }

  /// What `navigator.credentials.create` answered.
  ///
  /// @param session that asked for it
  /// @throws Problem `invalid-request` on `credential` when it is no such thing
  Optional<NewPasskey> made(Map<String, Object> credential, SessionId session) {
    requireShape("credential", credential, "clientDataJSON", "attestationObject");
    return readable(() -> library.parseRegistrationResponseJSON(text(credential)))
        .flatMap(data ->
            challenge(data.getCollectedClientData(), PasskeyChallenges.Purpose.ENROLMENT, session)
                .flatMap(challenge -> readable(() -> made(data, challenge))))
        .flatMap(made -> made);
  }

  private Optional<NewPasskey> made(RegistrationData data, PasskeyChallenge challenge) {
    library.verify(
        data,
        new RegistrationParameters(
            server(challenge),
            ALGORITHMS.stream()
                .map(
                    it -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, it))
                .toList(),
            true,
            true));
    var attestation = data.getAttestationObject();
    if (attestation == null) {
      return Optional.empty();
    }
    var authenticator = attestation.getAuthenticatorData();
    AttestedCredentialData made = authenticator.getAttestedCredentialData();
    return made == null || !isSound(made)
        ? Optional.empty()
        : Optional.of(
            new NewPasskey(
                made.getCredentialId(),
                cose.getCborConverter().writeValueAsBytes(made.getCOSEKey()),
                authenticator.getSignCount(),
                authenticator.isFlagBE(),
                authenticator.isFlagBS(),
                challenge));
  }

  /// One whose every use costs as little as those of real authenticators, and whose key can be read
  /// at all: its owner chose it.
  ///
  /// @throws RuntimeException when it cannot
  private static boolean isSound(AttestedCredentialData made) {
    if (made.getCredentialId().length == 0) {
      return false;
    }
    return !(made.getCOSEKey().getPublicKey() instanceof RSAPublicKey rsa)
        || (RSA_BITS.contains(rsa.getModulus().bitLength())
            && rsa.getPublicExponent().bitLength() <= RSA_EXPONENT_BITS);
  }

  /// What `navigator.credentials.get` answered.
  ///
  /// @param field that it came in
  /// @param session that asked for it; null at a sign-in
  /// @param known finds a passkey by its credential id
  /// @throws Problem `invalid-request` on the field when it is no such thing
  Optional<PasskeyUse> used(
      String field,
      Map<String, Object> credential,
      @Nullable SessionId session,
      Function<byte[], Optional<KnownPasskey>> known) {
    requireShape(field, credential, "clientDataJSON", "authenticatorData", "signature");
    return readable(() -> library.parseAuthenticationResponseJSON(text(credential)))
        .flatMap(data -> used(data, session, known));
  }

  private Optional<PasskeyUse> used(
      AuthenticationData data,
      @Nullable SessionId session,
      Function<byte[], Optional<KnownPasskey>> known) {
    var purpose =
        session == null ? PasskeyChallenges.Purpose.SIGN_IN : PasskeyChallenges.Purpose.STEP_UP;
    var challenge = challenge(data.getCollectedClientData(), purpose, session);
    byte @Nullable [] id = credentialId(data);
    return challenge.isEmpty() || id == null
        ? Optional.empty()
        : known
            .apply(id)
            .filter(passkey -> names(data, passkey, session != null))
            .flatMap(passkey -> readable(() -> verified(data, passkey, challenge.get())))
            .flatMap(use -> use);
  }

  /// Only what a stranger sent is read and looked at in here, by a library that throws whatever
  /// comes of it, where a key is none of its curve for instance.
  private static <T> Optional<T> readable(Supplier<T> look) {
    try {
      return Optional.of(look.get());
    } catch (RuntimeException wrong) {
      return Optional.empty();
    }
  }

  private Optional<PasskeyUse> verified(
      AuthenticationData data, KnownPasskey passkey, PasskeyChallenge challenge) {
    COSEKey publicKey =
        Objects.requireNonNull(
            cose.getCborConverter().readValue(passkey.publicKey(), COSEKey.class));
    var key = new AttestedCredentialData(AAGUID.ZERO, passkey.credentialId(), publicKey);
    // What it has counted is compared where it is kept, so that two processes do not both take it.
    var record =
        new CredentialRecordImpl(
            new NoneAttestationStatement(),
            true,
            passkey.backupEligible(),
            null,
            0,
            key,
            null,
            null,
            null,
            null);
    library.verify(data, new AuthenticationParameters(server(challenge), record, null, true, true));
    var authenticator = data.getAuthenticatorData();
    return authenticator != null && authenticator.isFlagBE() == passkey.backupEligible()
        ? Optional.of(
            new PasskeyUse(
                passkey, authenticator.getSignCount(), authenticator.isFlagBS(), challenge))
        : Optional.empty();
  }

  /// Whether it names the account of the passkey, which it may leave out where that was asked for.
  private static boolean names(AuthenticationData data, KnownPasskey passkey, boolean asked) {
    byte @Nullable [] handle = userHandle(data);
    return (handle == null || handle.length == 0)
        ? asked
        : MessageDigest.isEqual(handle, passkey.userHandle());
  }

  /// The library says that each byte may be null, and means the array.
  @SuppressWarnings("NullAway")
  private static byte @Nullable [] userHandle(AuthenticationData data) {
    return data.getUserHandle();
  }

  @SuppressWarnings("NullAway")
  private static byte @Nullable [] credentialId(AuthenticationData data) {
    return data.getCredentialId();
  }

  private Optional<PasskeyChallenge> challenge(
      @Nullable CollectedClientData client,
      PasskeyChallenges.Purpose purpose,
      @Nullable SessionId session) {
    return client == null
        ? Optional.empty()
        : readable(() -> client.getChallenge().getValue())
            .flatMap(answered -> challenges.open(answered, purpose, session));
  }

  private ServerProperty server(PasskeyChallenge challenge) {
    return ServerProperty.builder()
        .origins(origins)
        .rpId(settings.rpId())
        .challenge(new DefaultChallenge(challenge.bytes()))
        .build();
  }

  private String text(Map<String, Object> credential) {
    try {
      return json.writeValueAsString(credential);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("What was JSON is JSON", impossible);
    }
  }

  /// Further fields are the browser's affair: they become more with each release.
  private static void requireShape(String field, Map<String, Object> credential, String... parts) {
    boolean fits =
        credential.get("id") instanceof String
            && credential.get("response") instanceof Map<?, ?> response
            && List.of(parts).stream().allMatch(it -> response.get(it) instanceof String);
    if (!fits) {
      throw Problem.invalid(
          field, "must be what PublicKeyCredential.toJSON() of a passkey returns");
    }
  }
}
