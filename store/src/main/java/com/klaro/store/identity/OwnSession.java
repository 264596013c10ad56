package com.klaro.store.identity;

import com.klaro.workflows.tenancy.SessionId;
import java.time.Instant;

/// One live session, as its account's owner may see it.
///
/// @param userAgent what the device called itself when the session began; may be empty
public record OwnSession(SessionId id, Instant createdAt, Instant lastSeenAt, String userAgent) {}
