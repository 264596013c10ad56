package com.klaro.store.temporal;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;

/// Makes payloads readable for Temporal's web pages: `Payloads` as proto3 JSON in, the same out.
/// Only decodes; who may ask is decided by the resource around it.
public final class PayloadDecoder {

  public static final int MAX_BYTES = 4 * 1024 * 1024;
  public static final int MAX_PAYLOADS = 1_000;

  private final HistoryCodec codec;

  public PayloadDecoder(HistoryCodec codec) {
    this.codec = codec;
  }

  /// What became of a request.
  public sealed interface Decoded {

    /// @param payloads how many were asked for, for the audit row
    record Answer(byte[] json, int payloads) implements Decoded {}

    record TooLarge() implements Decoded {}

    record NotPayloads() implements Decoded {}
  }

  /// @param json the body of `POST …/decode`
  public Decoded decode(byte[] json) {
    if (json.length > MAX_BYTES) {
      return new Decoded.TooLarge();
    }
    Payloads.Builder asked = Payloads.newBuilder();
    try {
      JsonFormat.parser()
          .ignoringUnknownFields()
          .merge(new String(json, StandardCharsets.UTF_8), asked);
      if (asked.getPayloadsCount() > MAX_PAYLOADS) {
        return new Decoded.TooLarge();
      }
      Payloads.Builder answer = Payloads.newBuilder();
      asked.getPayloadsList().forEach(payload -> answer.addPayloads(readable(payload)));
      String text = JsonFormat.printer().omittingInsignificantWhitespace().print(answer);
      return new Decoded.Answer(text.getBytes(StandardCharsets.UTF_8), asked.getPayloadsCount());
    } catch (InvalidProtocolBufferException malformed) {
      return new Decoded.NotPayloads();
    }
  }

  /// One payload under a lost key must not hide the rest of a history.
  private Payload readable(Payload payload) {
    try {
      return codec.decrypted(payload);
    } catch (ApplicationFailure unreadable) {
      return payload;
    }
  }
}
