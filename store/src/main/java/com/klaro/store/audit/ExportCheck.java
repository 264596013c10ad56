package com.klaro.store.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What looking at an exported file says.
public sealed interface ExportCheck {

  record Verified(AuditVerdict verdict) implements ExportCheck {}

  /// @param why a word for it
  record Unreadable(Path file, String why) implements ExportCheck {}

  /// The file that should hold public keys holds something else.
  record NoKeys(Path file, String why) implements ExportCheck {}

  /// @param keys as `/.well-known/audit-keys.json` serves them
  static ExportCheck of(Path export, Path keys) {
    try {
      return of(export, PublicKeys.parse(Files.readString(keys)));
    } catch (IOException unreadable) {
      return unreadable(keys, unreadable);
    } catch (IllegalArgumentException noKeys) {
      return new NoKeys(keys, String.valueOf(noKeys.getMessage()));
    }
  }

  static ExportCheck of(Path export, PublicKeys keys) {
    try {
      return new Verified(ExportVerifier.verify(export, keys));
    } catch (IOException unreadable) {
      return unreadable(export, unreadable);
    }
  }

  private static Unreadable unreadable(Path file, IOException why) {
    return new Unreadable(file, why.getClass().getSimpleName());
  }
}
