package com.klaro.store.temporal;

/// Why the codec refused; the names are the `type` of the failures operators see.
public enum HistoryFailure {
  /// Histories carry ids. Whoever meets this passes too much.
  PAYLOAD_TOO_LARGE,
  /// The key was retired, or belongs to another installation.
  UNKNOWN_CODEC_KEY,
  /// The bytes were changed after they were encrypted.
  PAYLOAD_NOT_AUTHENTIC
}
