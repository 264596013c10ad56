package com.klaro.store.telemetry;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads an `ExportTraceServiceRequest` by the field numbers of opentelemetry-proto 1.x, which are
/// fixed for good; classes generated from it would be one dependency more, for tests only.
final class OtlpMessage {

  private static final int RESOURCE_SPANS = 1;
  private static final int RESOURCE = 1;
  private static final int RESOURCE_ATTRIBUTES = 1;
  private static final int SCOPE_SPANS = 2;
  private static final int SPANS = 2;
  private static final int TRACE_ID = 1;
  private static final int SPAN_ID = 2;
  private static final int PARENT_ID = 4;
  private static final int NAME = 5;
  private static final int ATTRIBUTES = 9;
  private static final int STATUS = 15;
  private static final int STATUS_MESSAGE = 2;
  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int STRING = 1;

  private final UnknownFieldSet fields;

  private OtlpMessage(ByteString bytes) throws InvalidProtocolBufferException {
    fields = UnknownFieldSet.parseFrom(bytes);
  }

  static List<Collector.Received> spans(byte[] request) throws InvalidProtocolBufferException {
    List<Collector.Received> spans = new ArrayList<>();
    for (OtlpMessage resource : new OtlpMessage(ByteString.copyFrom(request)).all(RESOURCE_SPANS)) {
      String service =
          resource
              .all(RESOURCE)
              .getFirst()
              .attributes(RESOURCE_ATTRIBUTES)
              .getOrDefault("service.name", "");
      for (OtlpMessage scope : resource.all(SCOPE_SPANS)) {
        for (OtlpMessage span : scope.all(SPANS)) {
          spans.add(span.received(service));
        }
      }
    }
    return spans;
  }

  private Collector.Received received(String service) throws InvalidProtocolBufferException {
    List<OtlpMessage> status = all(STATUS);
    return new Collector.Received(
        hex(TRACE_ID),
        hex(SPAN_ID),
        hex(PARENT_ID),
        text(NAME),
        attributes(ATTRIBUTES),
        status.isEmpty() ? "" : status.getFirst().text(STATUS_MESSAGE),
        service);
  }

  private Map<String, String> attributes(int field) throws InvalidProtocolBufferException {
    Map<String, String> found = new TreeMap<>();
    for (OtlpMessage attribute : all(field)) {
      found.put(attribute.text(KEY), attribute.all(VALUE).getFirst().text(STRING));
    }
    return found;
  }

  private List<OtlpMessage> all(int field) throws InvalidProtocolBufferException {
    List<OtlpMessage> messages = new ArrayList<>();
    for (ByteString bytes : fields.getField(field).getLengthDelimitedList()) {
      messages.add(new OtlpMessage(bytes));
    }
    return messages;
  }

  private ByteString bytes(int field) {
    return fields.getField(field).getLengthDelimitedList().stream()
        .reduce((_, last) -> last)
        .orElse(ByteString.EMPTY);
  }

  private String hex(int field) {
    return HexFormat.of().formatHex(bytes(field).toByteArray());
  }

  private String text(int field) {
    return bytes(field).toStringUtf8();
  }
}
