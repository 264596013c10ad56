package com.klaro.api;

import java.time.Duration;

/// Section `accessTokens`: what is written into them and how long they work.
public record TokenSettings(String issuer, String audience, Duration life) {}
