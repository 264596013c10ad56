package com.klaro.store.secrets;

import java.security.SecureRandom;
import java.util.function.Function;

/// What a name in the secret store stands for, said once by whoever uses it: what people may do
/// with a secret is what its user can bear.
///
/// @param name as in `secret://NAME`; with a slash at its end, every name that begins like this
/// @param purpose one phrase for a list
/// @param shape what a value must be
/// @param rotation what a new version does to the older ones
public record NamedSecret(
    String name, String purpose, SecretShape shape, Origin origin, SecretRotation rotation) {

  /// Where a new value comes from.
  public sealed interface Origin {

    /// This program makes one.
    record Made(Function<SecureRandom, byte[]> fresh) implements Origin {}

    /// Somebody else made it, and would not know another one.
    ///
    /// @param by whoever it was, for people
    record Given(String by) implements Origin {}
  }

  /// 32 random bytes.
  public static NamedSecret key(String name, String purpose, SecretRotation rotation) {
    return new NamedSecret(
        name, purpose, SecretShape.key(), new Origin.Made(NamedSecret::freshKey), rotation);
  }

  /// What another one's server asks for; several may be accepted at a time.
  public static NamedSecret given(String name, String purpose, String by) {
    return new NamedSecret(
        name, purpose, SecretShape.text(), new Origin.Given(by), SecretRotation.overlapping());
  }

  public boolean covers(String sought) {
    return name.endsWith("/")
        ? sought.startsWith(name) && sought.length() > name.length()
        : sought.equals(name);
  }

  /// A first value, or the next one.
  ///
  /// @throws IllegalArgumentException when it is not made here
  public byte[] fresh(SecureRandom random) {
    return switch (origin) {
      case Origin.Made(var fresh) -> fresh.apply(random);
      case Origin.Given(String by) ->
          throw new IllegalArgumentException(name + " is given by " + by);
    };
  }

  private static byte[] freshKey(SecureRandom random) {
    byte[] key = new byte[MasterKey.BYTES];
    random.nextBytes(key);
    return key;
  }
}
