package com.klaro.store.identity;

import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.List;

/// What became of the wish to delete an account.
public sealed interface AccountDeletionOutcome {

  /// It is gone; a farewell follows by mail.
  record Done() implements AccountDeletionOutcome {}

  /// It would leave these workspaces without an owner.
  record LastOwner(List<WorkspaceId> of) implements AccountDeletionOutcome {
    public LastOwner {
      of = List.copyOf(of);
    }
  }

  record NeedsRecentAuthentication() implements AccountDeletionOutcome {}

  record SignedOut() implements AccountDeletionOutcome {}
}
