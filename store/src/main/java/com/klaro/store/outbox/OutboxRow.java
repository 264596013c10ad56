package com.klaro.store.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One message as it is kept.
///
/// @param arguments JSON of `OutboxArguments`
/// @param behindStart a start of the same workflow still waited when this row was taken
public record OutboxRow(
    UUID id,
    OutboxKind kind,
    String workflowType,
    String workflowId,
    String taskQueue,
    @Nullable String signalName,
    String arguments,
    Instant createdAt,
    int attempts,
    boolean behindStart) {}
