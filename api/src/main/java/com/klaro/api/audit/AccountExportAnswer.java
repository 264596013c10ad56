package com.klaro.api.audit;

import com.klaro.api.web.json.Described;
import com.klaro.store.audit.AuditRow;
import com.klaro.store.identity.AccountExportOutcome;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What somebody takes along. It is written piece by piece, as this says.
///
/// @param emailChanges one at most, while it is under way
/// @param auditEvents of the account's own trail, oldest first
record AccountExportAnswer(
    Account account,
    List<Membership> workspaces,
    List<Session> sessions,
    List<Passkey> passkeys,
    List<EmailChange> emailChanges,
    List<Act> auditEvents) {

  record Account(
      UUID id,
      @Described(example = "asha@example.com") String email,
      @Described(example = "Asha Rao") String fullName,
      @Described(as = "BCP 47.", example = "en-IN") String locale,
      Instant createdAt,
      @Described(as = "Whether one is set.") boolean secondFactor) {}

  record Membership(
      UUID id,
      @Described(example = "Rao Textiles") String name,
      @Described(
              oneOf = {"viewer", "agent", "admin", "owner"},
              example = "owner")
          String role,
      Instant since) {}

  record Session(
      UUID id,
      Instant createdAt,
      Instant authenticatedAt,
      Instant lastSeenAt,
      Instant expiresAt,
      @Nullable Instant endedAt,
      @Described(example = "Mozilla/5.0 (X11; Linux x86_64)") String userAgent) {
    static Session of(AccountExportOutcome.KeptSession kept) {
      return new Session(
          kept.id().value(),
          kept.createdAt(),
          kept.authenticatedAt(),
          kept.lastSeenAt(),
          kept.expiresAt(),
          kept.endedAt(),
          kept.userAgent());
    }
  }

  record Passkey(
      UUID id,
      @Described(example = "My phone") String name,
      Instant createdAt,
      @Nullable Instant lastUsedAt) {}

  record EmailChange(
      @Described(example = "asha.rao@example.com") String newEmail,
      Instant requestedAt,
      @Nullable Instant oldConfirmedAt,
      @Nullable Instant newConfirmedAt) {}

  record Act(
      long seq,
      Instant at,
      @Described(example = "automation:email-change") String actor,
      @Described(example = "session.started") String action,
      @Described(example = "session/0199…") String subject,
      @Described(as = "JSON as text.", example = "{}") String data) {
    static Act of(AuditRow row) {
      return new Act(row.seq(), row.at(), row.actor(), row.action(), row.subject(), row.data());
    }
  }

  static Account account(AccountExportOutcome.Document document) {
    return new Account(
        document.account().id().value(),
        document.account().email(),
        document.account().fullName(),
        document.locale(),
        document.createdAt(),
        document.secondFactor());
  }

  static List<Membership> workspaces(AccountExportOutcome.Document document) {
    return document.workspaces().stream()
        .map(it ->
            new Membership(
                it.workspace().id().value(),
                it.workspace().name(),
                it.workspace().role().word(),
                it.since()))
        .toList();
  }

  static List<Passkey> passkeys(AccountExportOutcome.Document document) {
    return document.passkeys().stream()
        .map(it -> new Passkey(it.id(), it.name(), it.createdAt(), it.lastUsedAt()))
        .toList();
  }

  static List<EmailChange> emailChanges(AccountExportOutcome.Document document) {
    AccountExportOutcome.PendingEmail pending = document.emailChange();
    return pending == null
        ? List.of()
        : List.of(
            new EmailChange(
                pending.newEmail(),
                pending.requestedAt(),
                pending.oldConfirmedAt(),
                pending.newConfirmedAt()));
  }
}
