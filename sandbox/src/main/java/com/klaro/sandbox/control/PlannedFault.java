package com.klaro.sandbox.control;

import java.util.regex.Pattern;

/// A fault that waits for its match: `METHOD /path` for calls, with `*` for any run of characters
/// in the path, or an event type or `*` for events.
public record PlannedFault(
    String id, String provider, String match, Effect effect, int times, int status, int millis) {
  boolean hits(String name, String what) {
    return provider.equals(name) && pattern().matcher(what).matches();
  }

  private Pattern pattern() {
    return Pattern.compile("\\Q" + match.replace("\\E", "").replace("*", "\\E.*\\Q") + "\\E");
  }

  PlannedFault used() {
    return new PlannedFault(id, provider, match, effect, times - 1, status, millis);
  }
}
