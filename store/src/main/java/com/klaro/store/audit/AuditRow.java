package com.klaro.store.audit;

import java.time.Instant;

/// One link of a chain, as stored. `hash` covers every field before it and `previousHash`; `mac`
/// covers `hash` under a key the database never sees.
///
/// @param at whole microseconds, so that the database returns what was hashed
/// @param data canonical JSON text of `AuditEvent.data`, hashed as text
public record AuditRow(
    long seq,
    Instant at,
    String actor,
    String action,
    String subject,
    String data,
    boolean staff,
    byte[] previousHash,
    byte[] hash,
    byte[] mac) {}
