package com.klaro.store.identity;

import java.util.Locale;

/// What the owner of an account is told of.
public enum NoticeKind {
  /// By a mailed link; every session ended.
  PASSWORD_RESET,
  /// By somebody signed in; every other session ended.
  PASSWORD_CHANGED,
  /// A used refresh token came again; its session ended.
  SESSION_REPLAYED,
  /// Confirmed, for the first time or in place of another; every other session ended.
  SECOND_FACTOR_SET,
  SECOND_FACTOR_REMOVED,
  /// With all that belongs to it, by a mailed link for a new password: it was a new one.
  SECOND_FACTOR_DROPPED,
  /// With all that belongs to it, by an operator; the password with it, and every session ended.
  SECOND_FACTOR_RESET,
  RECOVERY_CODES_REPLACED,
  RECOVERY_CODE_USED,
  /// Somebody has the right password and no right code.
  CODES_GUESSED,
  /// To the address that the account has now.
  EMAIL_CHANGED,
  /// To the address that it had.
  EMAIL_LEFT,
  PASSKEY_ADDED,
  PASSKEY_REMOVED,
  /// Its authenticator counted back, so there are two of it; this use was refused.
  PASSKEY_COPIED,
  /// Somebody else gave them another role in a workspace.
  MEMBERSHIP_CHANGED,
  /// Somebody else removed them from a workspace.
  MEMBERSHIP_ENDED,
  /// A workspace of theirs asks for a second factor, and they have none.
  MEMBERSHIP_NEEDS_SECOND_FACTOR;

  /// As in rows: `password-reset`.
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static NoticeKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
