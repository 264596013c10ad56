package com.klaro.store.temporal;

import com.klaro.store.telemetry.LogFields;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.context.ContextPropagator;
import io.temporal.common.converter.DataConverter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// Carries the ids of the request that began something from log line to log line, through workflows
/// and activities. Headers bypass the client's codec, so they are encoded here.
public final class Correlation implements ContextPropagator {

  private static final List<String> KEYS =
      List.of(LogFields.REQUEST_ID.key(), LogFields.TRACE_ID.key());

  /// Ids only: whatever else got into these slots stays here.
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

  private final DataConverter converter;

  Correlation(DataConverter converter) {
    this.converter = converter;
  }

  @Override
  public String getName() {
    return "klaro-correlation";
  }

  @Override
  public Map<String, String> getCurrentContext() {
    return current();
  }

  /// The ids of this thread's request; empty outside of one.
  public static Map<String, String> current() {
    Map<String, String> ids = new HashMap<>();
    for (String key : KEYS) {
      put(ids, key, MDC.get(key));
    }
    return ids;
  }

  @Override
  public void setCurrentContext(@Nullable Object context) {
    KEYS.forEach(MDC::remove);
    if (context instanceof Map<?, ?> ids) {
      ids.forEach((key, value) -> MDC.put(String.valueOf(key), String.valueOf(value)));
    }
  }

  @Override
  public Map<String, Payload> serializeContext(@Nullable Object context) {
    Map<String, Payload> header = new HashMap<>();
    if (context instanceof Map<?, ?> ids) {
      ids.forEach((key, value) ->
          converter
              .toPayload(value)
              .ifPresent(payload -> header.put(headerOf(String.valueOf(key)), payload)));
    }
    return header;
  }

  @Override
  public Map<String, String> deserializeContext(Map<String, Payload> header) {
    Map<String, String> ids = new HashMap<>();
    for (String key : KEYS) {
      Payload payload = header.get(headerOf(key));
      if (payload != null) {
        put(ids, key, converter.fromPayload(payload, String.class, String.class));
      }
    }
    return ids;
  }

  private static void put(Map<String, String> ids, String key, @Nullable String value) {
    if (value != null && ID.matcher(value).matches()) {
      ids.put(key, value);
    }
  }

  private static String headerOf(String key) {
    return "klaro-" + key;
  }
}
