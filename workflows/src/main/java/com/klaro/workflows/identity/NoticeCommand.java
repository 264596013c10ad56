package com.klaro.workflows.identity;

import java.time.Duration;

/// @param giveUp how long the mail is tried
public record NoticeCommand(NoticeId noticeId, Duration giveUp) {}
