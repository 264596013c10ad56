package com.klaro.activities.identity;

import com.klaro.activities.mail.Letterbox;
import com.klaro.activities.mail.Links;
import com.klaro.activities.mail.MailTemplate;
import com.klaro.store.identity.SignupMailDue;
import com.klaro.store.identity.SignupWriter;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.identity.SignupActivities;
import com.klaro.workflows.identity.SignupCommand;
import com.klaro.workflows.identity.SignupId;
import com.klaro.workflows.identity.SignupMail;

/// Prepares, sends, records, in this order: a crash in between sends at most one mail more, and
/// never leaves a signup without one.
public final class SignupActivitiesImpl implements SignupActivities {

  private final SignupWriter signups;
  private final Letterbox letterbox;
  private final Links links;

  public SignupActivitiesImpl(SignupWriter signups, Letterbox letterbox, Links links) {
    this.signups = signups;
    this.letterbox = letterbox;
    this.links = links;
  }

  @Override
  public SignupMail mail(SignupCommand command) {
    SignupId id = command.signupId();
    return switch (signups.prepareMail(id, command.linkLife())) {
      case SignupMailDue.Link(var address, var token, var expires, var country) ->
          send(
              id,
              address,
              new SignupLetters.SignupLink(
                  links.withToken("/complete-signup", token.text()), expires, country),
              SignupMail.LINK_SENT);
      case SignupMailDue.KnownAddress(var address) ->
          send(
              id,
              address,
              new SignupLetters.AlreadyRegistered(links.page(Pages.SIGN_IN), links.help()),
              SignupMail.ALREADY_REGISTERED);
      case SignupMailDue.AlreadyMailed(var what) -> what;
      case SignupMailDue.Closed() -> SignupMail.NOT_NEEDED;
    };
  }

  @Override
  public void expire(SignupCommand command) {
    signups.expire(command.signupId());
  }

  /// One key for both letters of a signup: whoever sees Message-IDs cannot tell which of them was
  /// sent.
  private SignupMail send(SignupId id, String address, MailTemplate template, SignupMail what) {
    letterbox.send(address, template, IdentityQueue.signupWorkflowId(id));
    signups.mailed(id, what);
    return what;
  }
}
