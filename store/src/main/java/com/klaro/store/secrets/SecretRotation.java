package com.klaro.store.secrets;

import java.time.Duration;

/// What a new version of a secret does to the older ones.
public sealed interface SecretRotation {

  /// There is one version for ever.
  ///
  /// @param because for people, as in "it cannot have a second version: …"
  record Never(String because) implements SecretRotation {}

  /// The older ones are accepted for a while, and end.
  ///
  /// @param least how long whatever was made with an older one is still presented; zero where
  ///   nothing is
  record Overlapping(Duration least) implements SecretRotation {}

  /// The older ones open what they closed for as long as it is there, so none ever ends.
  ///
  /// @param because for people, as in "every version stays: …"
  record Lasting(String because) implements SecretRotation {}

  static SecretRotation overlapping() {
    return new Overlapping(Duration.ZERO);
  }
}
