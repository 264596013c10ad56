package com.klaro.workflows.identity;

import com.klaro.workflows.tenancy.WithoutWorkspace;
import io.temporal.activity.ActivityInterface;

/// The steps of a notice. Each may run more than once; each repeat is harmless.
@WithoutWorkspace("a notice is to the owner of an account, about the account")
@ActivityInterface(namePrefix = "Notice")
public interface NoticeActivities {

  /// Mails what the row says to the address that it is for, then deletes the row. Without a row
  /// there is nothing to say.
  NoticeMail mail(NoticeCommand command);

  /// Deletes a notice that could not be delivered.
  void forget(NoticeCommand command);
}
