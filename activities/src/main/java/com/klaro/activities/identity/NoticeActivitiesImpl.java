package com.klaro.activities.identity;

import com.klaro.activities.mail.Letterbox;
import com.klaro.activities.mail.Links;
import com.klaro.activities.mail.MailTemplate;
import com.klaro.store.identity.NoticeWriter;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.identity.NoticeActivities;
import com.klaro.workflows.identity.NoticeCommand;
import com.klaro.workflows.identity.NoticeMail;
import java.time.Duration;

/// Sends, then forgets: a crash in between sends one mail more, with the same Message-ID.
public final class NoticeActivitiesImpl implements NoticeActivities {

  private final NoticeWriter notices;
  private final Letterbox letterbox;
  private final Links links;
  private final Duration secondFactorUndo;

  /// @param secondFactorUndo for how long a new password removes a second factor too
  public NoticeActivitiesImpl(
      NoticeWriter notices, Letterbox letterbox, Links links, Duration secondFactorUndo) {
    this.notices = notices;
    this.letterbox = letterbox;
    this.links = links;
    this.secondFactorUndo = secondFactorUndo;
  }

  @Override
  public NoticeMail mail(NoticeCommand command) {
    return notices
        .due(command.noticeId())
        .map(due -> {
          letterbox.send(
              due.address(), template(due), IdentityQueue.noticeWorkflowId(command.noticeId()));
          notices.forget(command.noticeId());
          return NoticeMail.SENT;
        })
        .orElse(NoticeMail.NOT_NEEDED);
  }

  private MailTemplate template(NoticeWriter.Due due) {
    WayOut out = WayOut.of(links);
    return switch (due.kind()) {
      case PASSWORD_RESET, PASSWORD_CHANGED ->
          new AccountLetters.PasswordChanged(out, due.happenedAt());
      case SESSION_REPLAYED -> new AccountLetters.SessionEnded(out, due.happenedAt());
      case SECOND_FACTOR_RESET -> new AccountLetters.FactorsTaken(out, due.happenedAt());
      case SECOND_FACTOR_SET,
          SECOND_FACTOR_REMOVED,
          SECOND_FACTOR_DROPPED,
          RECOVERY_CODES_REPLACED,
          RECOVERY_CODE_USED,
          CODES_GUESSED ->
          new SecondFactorLetter(due.kind(), out, secondFactorUndo, due.happenedAt());
      case EMAIL_CHANGED -> new EmailLetters.Changed(out, due.happenedAt());
      case EMAIL_LEFT -> new EmailLetters.Left(links.help(), due.happenedAt());
      case PASSKEY_ADDED, PASSKEY_REMOVED, PASSKEY_COPIED ->
          new PasskeyLetter(due.kind(), out, secondFactorUndo, due.happenedAt());
      case MEMBERSHIP_CHANGED, MEMBERSHIP_ENDED ->
          new MembershipLetter(due.news().orElseThrow(), due.happenedAt());
      case MEMBERSHIP_NEEDS_SECOND_FACTOR ->
          new PolicyLetter(due.news().orElseThrow(), due.happenedAt());
    };
  }

  @Override
  public void forget(NoticeCommand command) {
    notices.forget(command.noticeId());
  }
}
