package com.klaro.sandbox.control;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a fault does.
public enum Effect {
  /// The call is refused before the provider sees it.
  FAIL,
  /// It is answered late.
  DELAY,
  /// The provider does what was asked, and its answer is lost.
  DROP_REPLY,
  DUPLICATE_EVENT,
  REORDER_EVENTS,
  WITHHOLD_EVENTS;

  static Optional<Effect> of(String word) {
    return Arrays.stream(values()).filter(effect -> effect.word().equals(word)).findFirst();
  }

  /// As the control API writes it.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean isForCalls() {
    return switch (this) {
      case FAIL, DELAY, DROP_REPLY -> true;
      case DUPLICATE_EVENT, REORDER_EVENTS, WITHHOLD_EVENTS -> false;
    };
  }
}
