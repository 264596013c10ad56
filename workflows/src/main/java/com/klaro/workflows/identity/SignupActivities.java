package com.klaro.workflows.identity;

import com.klaro.workflows.tenancy.WithoutWorkspace;
import io.temporal.activity.ActivityInterface;

/// The steps of a signup that touch the world. Each may run more than once; each repeat is
/// harmless.
@WithoutWorkspace("a signup comes before any workspace")
@ActivityInterface(namePrefix = "Signup")
public interface SignupActivities {

  /// Looks the address up and mails either a link or the news that an account exists. The token is
  /// born here, is stored as a hash and lives in this activity's memory and one mail only. A repeat
  /// after a recorded mail sends nothing.
  SignupMail mail(SignupCommand command);

  /// Deletes an unfinished signup with its personal data and tokens. Does nothing to a completed
  /// one.
  void expire(SignupCommand command);
}
