package com.klaro.store.telemetry;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/// Stands in front of another appender, of whatever kind and layout, and hands it redacted events.
public final class RedactingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

  private final Appender<ILoggingEvent> behind;

  private RedactingAppender(Appender<ILoggingEvent> behind) {
    this.behind = behind;
    setName(behind.getName());
  }

  /// Puts itself in front of every appender that exists now. To be called once logging has been
  /// configured, as the first line of a program's `run`; calling it again changes nothing.
  public static void install() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      install(context);
    }
  }

  static void install(LoggerContext context) {
    context.getLoggerList().forEach(RedactingAppender::install);
  }

  private static void install(Logger logger) {
    List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
    logger.iteratorForAppenders().forEachRemaining(appenders::add);
    for (Appender<ILoggingEvent> appender : appenders) {
      if (!(appender instanceof RedactingAppender)) {
        var redacting = new RedactingAppender(appender);
        redacting.setContext(logger.getLoggerContext());
        redacting.start();
        // In before out: a line written meanwhile may appear twice, never not at all.
        logger.addAppender(redacting);
        logger.detachAppender(appender);
      }
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    behind.doAppend(RedactedEvent.of(event));
  }

  /// Stopping the context stops what it knows, which is this.
  @Override
  public void stop() {
    behind.stop();
    super.stop();
  }
}
