package com.klaro.workflows.identity;

import com.klaro.workflows.tenancy.WithoutWorkspace;
import io.temporal.activity.ActivityInterface;

/// The steps of a password reset that touch the world. Each may run more than once; each repeat is
/// harmless.
@WithoutWorkspace("a password belongs to an account, not to a workspace")
@ActivityInterface(namePrefix = "PasswordReset")
public interface PasswordResetActivities {

  /// Looks the address up and mails a link to an account that can be reset, and nothing to anybody
  /// else. The token is born here, is stored as a hash and lives in this activity's memory and one
  /// mail only.
  PasswordResetMail mail(PasswordResetCommand command);

  /// Deletes the request with its personal data and tokens.
  void forget(PasswordResetCommand command);
}
