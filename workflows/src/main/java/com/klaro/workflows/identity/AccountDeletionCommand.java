package com.klaro.workflows.identity;

import com.klaro.workflows.tenancy.AccountId;
import java.time.Duration;

/// @param giveUp how long the farewell is tried
public record AccountDeletionCommand(AccountId accountId, Duration giveUp) {}
