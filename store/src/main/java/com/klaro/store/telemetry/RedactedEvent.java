package com.klaro.store.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/// A log event as appenders may see it. Arguments are dropped: the message has them already, and
/// objects cannot be redacted. Of the thread's fields only ours are shown: those hold ids, and
/// libraries put there what they like. Callers are not shown: they would be looked for on the
/// thread that writes.
record RedactedEvent(ILoggingEvent original, String message) implements ILoggingEvent {

  static ILoggingEvent of(ILoggingEvent event) {
    return event instanceof RedactedEvent
        ? event
        : new RedactedEvent(event, Redaction.of(String.valueOf(event.getFormattedMessage())));
  }

  @Override
  public String getMessage() {
    return message;
  }

  @Override
  public String getFormattedMessage() {
    return message;
  }

  @Override
  public Object @Nullable [] getArgumentArray() {
    return null;
  }

  @Override
  public @Nullable IThrowableProxy getThrowableProxy() {
    return RedactedThrowable.of(original.getThrowableProxy());
  }

  @Override
  public Map<String, String> getMDCPropertyMap() {
    Map<String, String> all = original.getMDCPropertyMap();
    Map<String, String> redacted = new HashMap<>();
    for (LogFields field : LogFields.values()) {
      String value = all.get(field.key());
      if (value != null) {
        redacted.put(field.key(), Redaction.of(value));
      }
    }
    return redacted;
  }

  @Override
  @SuppressWarnings("deprecation")
  public Map<String, String> getMdc() {
    return getMDCPropertyMap();
  }

  @Override
  public @Nullable List<KeyValuePair> getKeyValuePairs() {
    List<KeyValuePair> pairs = original.getKeyValuePairs();
    return pairs == null
        ? null
        : pairs.stream()
            .map(pair -> new KeyValuePair(pair.key, Redaction.of(String.valueOf(pair.value))))
            .toList();
  }

  @Override
  public String getThreadName() {
    return original.getThreadName();
  }

  @Override
  public Level getLevel() {
    return original.getLevel();
  }

  @Override
  public String getLoggerName() {
    return original.getLoggerName();
  }

  @Override
  public LoggerContextVO getLoggerContextVO() {
    return original.getLoggerContextVO();
  }

  @Override
  public StackTraceElement[] getCallerData() {
    return new StackTraceElement[0];
  }

  @Override
  public boolean hasCallerData() {
    return false;
  }

  @Override
  public @Nullable List<Marker> getMarkerList() {
    return original.getMarkerList();
  }

  @Override
  public long getTimeStamp() {
    return original.getTimeStamp();
  }

  @Override
  public int getNanoseconds() {
    return original.getNanoseconds();
  }

  @Override
  public Instant getInstant() {
    return original.getInstant();
  }

  @Override
  public long getSequenceNumber() {
    return original.getSequenceNumber();
  }

  @Override
  public void prepareForDeferredProcessing() {
    original.prepareForDeferredProcessing();
  }
}
