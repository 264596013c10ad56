package com.klaro.activities.identity;

import com.klaro.activities.mail.Letterbox;
import com.klaro.store.identity.AccountDeletionWriter;
import com.klaro.workflows.identity.AccountDeletionActivities;
import com.klaro.workflows.identity.AccountDeletionCommand;
import com.klaro.workflows.identity.IdentityQueue;

/// Sends, then erases: a crash in between sends one mail more, with the same Message-ID.
public final class AccountDeletionActivitiesImpl implements AccountDeletionActivities {

  private final AccountDeletionWriter deletions;
  private final Letterbox letterbox;

  public AccountDeletionActivitiesImpl(AccountDeletionWriter deletions, Letterbox letterbox) {
    this.deletions = deletions;
    this.letterbox = letterbox;
  }

  @Override
  public void farewell(AccountDeletionCommand command) {
    deletions
        .due(command.accountId())
        .ifPresent(due -> {
          letterbox.send(
              due.address(),
              new AccountLetters.Farewell(due.happenedAt()),
              IdentityQueue.accountDeletionWorkflowId(command.accountId()));
          deletions.erase(command.accountId());
        });
  }

  @Override
  public void erase(AccountDeletionCommand command) {
    deletions.erase(command.accountId());
  }
}
