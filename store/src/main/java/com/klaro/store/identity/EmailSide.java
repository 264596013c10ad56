package com.klaro.store.identity;

import java.util.Locale;

/// The address that an account has, and the one that it is to have.
enum EmailSide {
  OLD,
  NEW;

  /// As in rows.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
