package com.klaro.store.telemetry;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import org.jspecify.annotations.Nullable;

/// An exception as a log shows it, with its messages and those of its causes redacted.
record RedactedThrowable(IThrowableProxy original) implements IThrowableProxy {

  static @Nullable IThrowableProxy of(@Nullable IThrowableProxy original) {
    return original == null || original instanceof RedactedThrowable
        ? original
        : new RedactedThrowable(original);
  }

  private static @Nullable String redacted(@Nullable String text) {
    return text == null ? null : Redaction.of(text);
  }

  @Override
  public @Nullable String getMessage() {
    return redacted(original.getMessage());
  }

  @Override
  public @Nullable String getOverridingMessage() {
    return redacted(original.getOverridingMessage());
  }

  @Override
  public String getClassName() {
    return original.getClassName();
  }

  @Override
  public StackTraceElementProxy[] getStackTraceElementProxyArray() {
    return original.getStackTraceElementProxyArray();
  }

  @Override
  public int getCommonFrames() {
    return original.getCommonFrames();
  }

  @Override
  public @Nullable IThrowableProxy getCause() {
    return of(original.getCause());
  }

  @Override
  public IThrowableProxy @Nullable [] getSuppressed() {
    IThrowableProxy[] all = original.getSuppressed();
    if (all == null) {
      return null;
    }
    var redacted = new IThrowableProxy[all.length];
    for (int i = 0; i < all.length; i++) {
      redacted[i] = new RedactedThrowable(all[i]);
    }
    return redacted;
  }

  @Override
  public boolean isCyclic() {
    return original.isCyclic();
  }
}
