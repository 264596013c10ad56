package com.klaro.workflows.identity;

import java.time.Duration;

/// @param linkLife how long the mailed link works; waits are data, so tests run the same code with
///   a short one
public record SignupCommand(SignupId signupId, Duration linkLife) {}
