package com.klaro.store.audit;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// An act worth keeping. Ids and words only, never personal data: the chain outlives an erased
/// person.
///
/// @param action `feature.verb`, as in `workspace.renamed`
/// @param subject kind and id of what was acted on, as in `workspace/0199…`
/// @param data small, ordered by name, so that its text, and with it the hash, is the same
///   everywhere
public record AuditEvent(String action, String subject, Map<String, String> data) {

  public AuditEvent {
    if (action.isBlank() || subject.isBlank()) {
      throw new IllegalArgumentException("An act has an action and a subject");
    }
    action = storable(action);
    subject = storable(subject);
    var clean = new TreeMap<String, String>();
    data.forEach((name, value) -> clean.put(storable(name), storable(value)));
    data = Collections.unmodifiableMap(clean);
  }

  public static AuditEvent of(String action, String subject) {
    return new AuditEvent(action, subject, Map.of());
  }

  /// Half a surrogate pair has no UTF-8 and Postgres keeps no NUL: both would come back as
  /// something else than was hashed.
  private static String storable(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
        .replace('\0', '?');
  }
}
