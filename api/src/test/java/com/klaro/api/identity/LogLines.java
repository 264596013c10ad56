package com.klaro.api.identity;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// The fields that lines carried.
final class LogLines extends AppenderBase<ILoggingEvent> {

  final List<Map<String, String>> fields = new CopyOnWriteArrayList<>();

  @Override
  protected void append(ILoggingEvent line) {
    fields.add(Map.copyOf(line.getMDCPropertyMap()));
  }
}
