package com.klaro.activities.identity;

import com.klaro.activities.mail.Letterbox;
import com.klaro.store.identity.AccountDeletionWriter;
import com.klaro.workflows.identity.AccountDeletionActivities;
import com.klaro.workflows.identity.AccountDeletionCommand;
import com.klaro.workflows.identity.FarewellMail;
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
  public FarewellMail farewell(AccountDeletionCommand command) {
    return deletions
        .due(command.accountId())
        .map(due -> {
          letterbox.send(
              due.address(),
              new AccountLetters.Farewell(due.happenedAt()),
              IdentityQueue.accountDeletionWorkflowId(command.accountId()));
          deletions.erase(command.accountId());
          return FarewellMail.SENT;
        })
        .orElse(FarewellMail.NOT_NEEDED);
  }

  @Override
  public void erase(AccountDeletionCommand command) {
    deletions.erase(command.accountId());
  }
}
