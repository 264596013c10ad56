package com.klaro.store.identity;

/// What became of the wish to delete an account.
public enum AccountDeletionOutcome {
  /// It is gone; a farewell follows by mail.
  DONE,
  /// It would leave a workspace without an owner.
  LAST_OWNER,
  NEEDS_RECENT_AUTHENTICATION,
  SIGNED_OUT
}
