package com.klaro.store.identity;

import com.klaro.store.workspaces.WorkspaceReader;
import com.klaro.workflows.tenancy.SessionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is kept of somebody, for themselves; their sessions and their trail come beside it.
public sealed interface AccountExportOutcome {

  /// @param locale of the language they read
  /// @param secondFactor whether one is set; its secret is nobody's to read
  /// @param emailChange null when none is under way
  record Document(
      Account account,
      String locale,
      Instant createdAt,
      boolean secondFactor,
      List<WorkspaceReader.Membership> workspaces,
      List<OwnPasskey> passkeys,
      @Nullable PendingEmail emailChange)
      implements AccountExportOutcome {
    public Document {
      workspaces = List.copyOf(workspaces);
      passkeys = List.copyOf(passkeys);
    }

    @Override
    public String toString() {
      return "Document[…]";
    }
  }

  record KeptSession(
      SessionId id,
      Instant createdAt,
      Instant authenticatedAt,
      Instant lastSeenAt,
      Instant expiresAt,
      @Nullable Instant endedAt,
      String userAgent) {}

  record PendingEmail(
      String newEmail,
      Instant requestedAt,
      @Nullable Instant oldConfirmedAt,
      @Nullable Instant newConfirmedAt) {
    @Override
    public String toString() {
      return "PendingEmail[…]";
    }
  }

  record NeedsRecentAuthentication() implements AccountExportOutcome {}

  record SignedOut() implements AccountExportOutcome {}
}
