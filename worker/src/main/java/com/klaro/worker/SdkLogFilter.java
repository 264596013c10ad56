package com.klaro.worker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.temporal.failure.ApplicationFailure;
import java.util.Arrays;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/// The SDK logs failures with their messages, in clear, which is what the codec keeps out of
/// histories. Exceptions in its log lines are replaced by their types and the place in our code;
/// ids and types in the lines stay.
public final class SdkLogFilter extends TurboFilter {

  private static final String FQCN = SdkLogFilter.class.getName();

  /// After the logging of a program was configured, which drops earlier filters. Twice is once.
  public static void install() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        && context.getTurboFilterList().stream().noneMatch(SdkLogFilter.class::isInstance)) {
      context.addTurboFilter(new SdkLogFilter());
    }
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] parameters,
      @Nullable Throwable thrown) {
    if (format == null || !logger.getName().startsWith("io.temporal.")) {
      return FilterReply.NEUTRAL;
    }
    Throwable failure = thrown == null ? last(parameters) : thrown;
    if (failure == null || !logger.isEnabledFor(level)) {
      return FilterReply.NEUTRAL;
    }
    Object[] kept = parameters == null ? new Object[0] : parameters;
    Object[] rest = thrown == null ? Arrays.copyOf(kept, kept.length - 1) : kept;
    Object[] replaced = Arrays.copyOf(rest, rest.length + 1);
    replaced[rest.length] = types(failure);
    logger.log(
        marker, FQCN, Level.toLocationAwareLoggerInteger(level), format + ": {}", replaced, null);
    return FilterReply.DENY;
  }

  private static @Nullable Throwable last(Object @Nullable [] parameters) {
    return parameters != null
            && parameters.length > 0
            && parameters[parameters.length - 1] instanceof Throwable thrown
        ? thrown
        : null;
  }

  private static String types(Throwable failure) {
    var chain = new StringJoiner(" < ");
    int depth = 0;
    for (Throwable cause = failure;
        cause != null && depth < 10;
        cause = cause.getCause(), depth++) {
      chain.add(
          cause.getClass().getSimpleName()
              + (cause instanceof ApplicationFailure application
                  ? "[" + application.getType() + "]"
                  : "")
              + place(cause));
    }
    return chain.toString();
  }

  private static String place(Throwable cause) {
    return Arrays.stream(cause.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("com.klaro."))
        .findFirst()
        .map(frame -> " at " + frame)
        .orElse("");
  }
}
