package com.klaro.workflows.identity;

import com.klaro.workflows.tenancy.WithoutWorkspace;
import io.temporal.activity.ActivityInterface;

/// The steps of a change of address that touch the world. Each may run more than once; each repeat
/// is harmless. Tokens are born here, are stored as hashes and live in an activity's memory and one
/// mail only.
@WithoutWorkspace("an address belongs to an account, not to a workspace")
@ActivityInterface(namePrefix = "EmailChange")
public interface EmailChangeActivities {

  /// Mails a link to the address that the account has, then looks the wished one up and mails it a
  /// link too, or the news that somebody tried where it has an account. A repeat sends what was not
  /// recorded yet.
  EmailChangeMail mail(EmailChangeCommand command);

  /// Deletes what was not confirmed, with its personal data and tokens.
  void forget(EmailChangeCommand command);
}
