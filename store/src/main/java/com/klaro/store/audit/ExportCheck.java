package com.klaro.store.audit;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// What looking at an exported file says.
public sealed interface ExportCheck {

  record Verified(AuditVerdict verdict) implements ExportCheck {}

  /// @param why a word for it
  record Unreadable(Path file, String why) implements ExportCheck {}

  /// No line of it is one that an export has. It was not verified: an export that was damaged from
  /// its first line to its last looks the same.
  record NoExport(Path file) implements ExportCheck {}

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
      return ExportVerifier.isOne(export)
          ? new Verified(ExportVerifier.verify(export, keys))
          : new NoExport(export);
    } catch (IOException unreadable) {
      return unreadable(export, unreadable);
    }
  }

  private static Unreadable unreadable(Path file, IOException why) {
    return new Unreadable(
        file,
        switch (why) {
          case NoSuchFileException _ -> "there is no such file";
          case AccessDeniedException _ -> "this user may not";
          case CharacterCodingException _ -> "it is not text in UTF-8";
          default -> why.getClass().getSimpleName();
        });
  }
}
