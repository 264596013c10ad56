package com.klaro.store.secrets;

/// Where whoever holds a reference gets the value, at the moment it is used: a value that was
/// replaced is used from then on, and none waits in a setting.
@FunctionalInterface
public interface SecretSource {

  /// The newest version, as text.
  ///
  /// @throws Missing when there is none
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away
  String text(SecretReference reference);

  /// Names what is missing.
  final class Missing extends RuntimeException {
    Missing(SecretReference reference) {
      super(reference + " is not in the secret store");
    }
  }
}
