package com.klaro.store.audit;

import java.util.Map;
import java.util.TreeMap;

/// An act worth keeping. Ids and words only, never personal data: the chain outlives an erased person.
///
/// @param action `feature.verb`, as in `workspace.renamed`
/// @param subject kind and id of what was acted on, as in `workspace/0199…`
/// @param data small, ordered by name, so that its text, and with it the hash, is the same everywhere
public record AuditEvent(String action, String subject, Map<String, String> data) {

  public AuditEvent {
    data = java.util.Collections.unmodifiableMap(new TreeMap<>(data));
  }

  public static AuditEvent of(String action, String subject) {
    return new AuditEvent(action, subject, Map.of());
  }
}
