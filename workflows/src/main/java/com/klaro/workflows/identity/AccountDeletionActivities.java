package com.klaro.workflows.identity;

import com.klaro.workflows.tenancy.WithoutWorkspace;
import io.temporal.activity.ActivityInterface;

/// What follows the end of an account. Each step may run more than once; each repeat is harmless.
@WithoutWorkspace("an account belongs to a person, not to a workspace")
@ActivityInterface(namePrefix = "AccountDeletion")
public interface AccountDeletionActivities {

  /// Mails the farewell to the address that is left, then deletes it. Without a row there is nobody
  /// to tell.
  FarewellMail farewell(AccountDeletionCommand command);

  /// Deletes an address that could not be told.
  void erase(AccountDeletionCommand command);
}
