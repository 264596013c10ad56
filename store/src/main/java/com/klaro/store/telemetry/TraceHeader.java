package com.klaro.store.telemetry;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.interceptors.Header;
import java.util.HashMap;
import java.util.Map;

/// The trace of a workflow in its Temporal header: two random numbers, readable in Temporal's UI on
/// purpose, so that an operator gets from a workflow to its trace.
final class TraceHeader {

  private static final String KEY = "traceparent";

  private TraceHeader() {}

  static String read(Header header) {
    Payload payload = header.getValues() == null ? null : header.getValues().get(KEY);
    return payload == null ? "" : payload.getData().toStringUtf8();
  }

  /// The same header where there is nothing to add: with tracing off, histories look as if it did
  /// not exist.
  static Header with(Header header, String traceparent) {
    if (traceparent.isEmpty()) {
      return header;
    }
    Map<String, Payload> values =
        new HashMap<>(header.getValues() == null ? Map.of() : header.getValues());
    values.put(
        KEY,
        Payload.newBuilder()
            .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
            .setData(ByteString.copyFromUtf8(traceparent))
            .build());
    return new Header(values);
  }
}
