package com.klaro.workflows.identity;

import java.time.Duration;

/// @param linkLife how long the mailed links work
public record EmailChangeCommand(EmailChangeId changeId, Duration linkLife) {}
