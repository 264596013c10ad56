package com.klaro.api.identity;

import com.klaro.api.web.json.Described;
import com.klaro.store.identity.PasskeyIntake;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import java.util.Base64;
import java.util.List;

/// What a browser is asked, as `PublicKeyCredential.parse…OptionsFromJSON` reads it.
final class PasskeyOptions {

  private static final String KIND = "public-key";
  private static final String REQUIRED = "required";
  private static final String NAME = "Klaro";

  private PasskeyOptions() {}

  public record CreationAnswer(CreationOptions publicKey) {}

  public record CreationOptions(
      RelyingParty rp,
      User user,
      @Described(as = "Base 64 URL; works once, for five minutes.", example = "c2VjcmV0…")
          String challenge,
      List<Algorithm> pubKeyCredParams,
      @Described(as = "Milliseconds.", example = "300000") long timeout,
      List<Descriptor> excludeCredentials,
      Selection authenticatorSelection,
      @Described(oneOf = "none", example = "none") String attestation) {}

  public record RelyingParty(
      @Described(example = "example.com") String id, @Described(example = "Klaro") String name) {}

  public record User(
      @Described(as = "Base 64 URL; random.", example = "aGFuZGxl…") String id,
      @Described(example = "asha@example.com") String name,
      @Described(example = "Asha Rao") String displayName) {}

  public record Algorithm(
      @Described(oneOf = KIND, example = KIND) String type,
      @Described(as = "COSE: ES256, EdDSA or RS256.", example = "-7") long alg) {}

  public record Descriptor(
      @Described(oneOf = KIND, example = KIND) String type,
      @Described(as = "Base 64 URL.", example = "Y3JlZGVudGlhbA") String id) {}

  public record Selection(
      @Described(oneOf = REQUIRED, example = REQUIRED) String residentKey,
      boolean requireResidentKey,
      @Described(oneOf = REQUIRED, example = REQUIRED) String userVerification) {}

  public record RequestAnswer(RequestOptions publicKey) {}

  /// @param allowCredentials empty at a sign-in: the authenticator knows whom it signs in
  public record RequestOptions(
      @Described(as = "Base 64 URL; works once, for five minutes.", example = "c2VjcmV0…")
          String challenge,
      @Described(example = "example.com") String rpId,
      @Described(as = "Milliseconds.", example = "300000") long timeout,
      List<Descriptor> allowCredentials,
      @Described(oneOf = REQUIRED, example = REQUIRED) String userVerification) {}

  static CreationAnswer creation(String rpId, PasskeyIntake.Owner owner, byte[] challenge) {
    return new CreationAnswer(
        new CreationOptions(
            new RelyingParty(rpId, NAME),
            new User(text(owner.userHandle()), owner.account().email(), owner.account().fullName()),
            text(challenge),
            PasskeyCeremony.ALGORITHMS.stream()
                .map(COSEAlgorithmIdentifier::getValue)
                .map(it -> new Algorithm(KIND, it))
                .toList(),
            PasskeyChallenges.LIFE.toMillis(),
            descriptors(owner.known()),
            new Selection(REQUIRED, true, REQUIRED),
            "none"));
  }

  static RequestAnswer request(String rpId, List<byte[]> allowed, byte[] challenge) {
    return new RequestAnswer(
        new RequestOptions(
            text(challenge),
            rpId,
            PasskeyChallenges.LIFE.toMillis(),
            descriptors(allowed),
            REQUIRED));
  }

  private static List<Descriptor> descriptors(List<byte[]> ids) {
    return ids.stream().map(id -> new Descriptor(KIND, text(id))).toList();
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
