package com.klaro.activities.identity;

import com.klaro.activities.mail.Letterbox;
import com.klaro.activities.mail.Links;
import com.klaro.store.identity.PasswordResetWriter;
import com.klaro.store.identity.ResetMailDue;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.identity.PasswordResetActivities;
import com.klaro.workflows.identity.PasswordResetCommand;
import com.klaro.workflows.identity.PasswordResetMail;

/// Prepares, sends, records, in this order: a crash in between sends at most one mail more.
public final class PasswordResetActivitiesImpl implements PasswordResetActivities {

  private final PasswordResetWriter resets;
  private final Letterbox letterbox;
  private final Links links;

  public PasswordResetActivitiesImpl(PasswordResetWriter resets, Letterbox letterbox, Links links) {
    this.resets = resets;
    this.letterbox = letterbox;
    this.links = links;
  }

  @Override
  public PasswordResetMail mail(PasswordResetCommand command) {
    return switch (resets.prepareMail(command.resetId(), command.linkLife())) {
      case ResetMailDue.Link(var address, var token, var expires) -> {
        letterbox.send(
            address,
            new AccountLetters.ResetLink(links.withToken("/reset-password", token.text()), expires),
            IdentityQueue.passwordResetWorkflowId(command.resetId()));
        resets.mailed(command.resetId());
        yield PasswordResetMail.LINK_SENT;
      }
      case ResetMailDue.AlreadyMailed() -> PasswordResetMail.LINK_SENT;
      case ResetMailDue.Nothing() -> PasswordResetMail.NOT_NEEDED;
    };
  }

  @Override
  public void forget(PasswordResetCommand command) {
    resets.forget(command.resetId());
  }
}
