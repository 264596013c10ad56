package com.klaro.api.identity;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.klaro.store.telemetry.LogFields;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The ids of the requests that lines were about.
final class LogLines extends AppenderBase<ILoggingEvent> {

  final List<String> ids = new CopyOnWriteArrayList<>();

  @Override
  protected void append(ILoggingEvent line) {
    ids.add(line.getMDCPropertyMap().getOrDefault(LogFields.REQUEST_ID.key(), "none"));
  }
}
