package com.klaro.activities.identity;

import com.klaro.activities.mail.Letterbox;
import com.klaro.activities.mail.Links;
import com.klaro.activities.mail.MailTemplate;
import com.klaro.store.identity.ChangeMailDue;
import com.klaro.store.identity.EmailChangeWriter;
import com.klaro.store.identity.OneTimeToken;
import com.klaro.workflows.identity.EmailChangeActivities;
import com.klaro.workflows.identity.EmailChangeCommand;
import com.klaro.workflows.identity.EmailChangeMail;
import com.klaro.workflows.identity.IdentityQueue;
import java.net.URI;

/// Prepares, sends, records, in this order: a crash in between sends at most one mail more to each
/// address.
public final class EmailChangeActivitiesImpl implements EmailChangeActivities {

  private final EmailChangeWriter changes;
  private final Letterbox letterbox;
  private final Links links;

  public EmailChangeActivitiesImpl(EmailChangeWriter changes, Letterbox letterbox, Links links) {
    this.changes = changes;
    this.letterbox = letterbox;
    this.links = links;
  }

  /// The owner first, who may have to do something about it.
  @Override
  public EmailChangeMail mail(EmailChangeCommand command) {
    return mailOld(command) == EmailChangeMail.SENT ? mailNew(command) : EmailChangeMail.NOT_NEEDED;
  }

  private EmailChangeMail mailOld(EmailChangeCommand command) {
    return switch (changes.prepareOld(command.changeId(), command.linkLife())) {
      case ChangeMailDue.Link(var address, var wished, var token, var expires) -> {
        send(
            command,
            "/old",
            address,
            new EmailLetters.LeavingLink(
                wished, link(token), links.page(Pages.FORGOT_PASSWORD), expires));
        changes.mailedOld(command.changeId());
        yield EmailChangeMail.SENT;
      }
      case ChangeMailDue.KnownAddress _, ChangeMailDue.AlreadyMailed() -> EmailChangeMail.SENT;
      case ChangeMailDue.Nothing() -> EmailChangeMail.NOT_NEEDED;
    };
  }

  /// One key for both letters: whoever sees Message-IDs cannot tell which of them was sent.
  private EmailChangeMail mailNew(EmailChangeCommand command) {
    return switch (changes.prepareNew(command.changeId(), command.linkLife())) {
      case ChangeMailDue.Link(var address, _, var token, var expires) -> {
        send(command, "/new", address, new EmailLetters.JoiningLink(link(token), expires));
        changes.mailedNew(command.changeId());
        yield EmailChangeMail.SENT;
      }
      case ChangeMailDue.KnownAddress(var address) -> {
        send(
            command,
            "/new",
            address,
            new EmailLetters.AlreadyTaken(links.page(Pages.SIGN_IN), links.help()));
        changes.mailedNew(command.changeId());
        yield EmailChangeMail.SENT;
      }
      case ChangeMailDue.AlreadyMailed() -> EmailChangeMail.SENT;
      case ChangeMailDue.Nothing() -> EmailChangeMail.NOT_NEEDED;
    };
  }

  @Override
  public void forget(EmailChangeCommand command) {
    changes.forget(command.changeId());
  }

  private URI link(OneTimeToken token) {
    return links.withToken("/confirm-email", token.text());
  }

  private void send(
      EmailChangeCommand command, String side, String address, MailTemplate template) {
    letterbox.send(
        address, template, IdentityQueue.emailChangeWorkflowId(command.changeId()) + side);
  }
}
