package com.klaro.workflows.identity;

import java.time.Duration;

/// @param linkLife how long the mailed link works
public record PasswordResetCommand(PasswordResetId resetId, Duration linkLife) {}
