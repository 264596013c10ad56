package com.klaro.store.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Keeps a share of the traces: the same ones in every program that has the key.
///
/// A caller brings the id of a trace and the wish that it be kept. The wish is not heard, and from
/// the id alone nobody can tell what becomes of it: otherwise strangers would spend our money, or
/// hide, by choosing ids.
final class KeptShare implements Sampler {

  private static final String ALGORITHM = "HmacSHA256";

  private final double share;
  private final SecretKeySpec key;

  /// @param share from 0 to 1
  KeptShare(double share, byte[] key) {
    this.share = share;
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  @Override
  public SamplingResult shouldSample(
      Context parent,
      String traceId,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> links) {
    return keeps(traceId) ? SamplingResult.recordAndSample() : SamplingResult.drop();
  }

  boolean keeps(String traceId) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] drawn = mac.doFinal(traceId.getBytes(StandardCharsets.US_ASCII));
      // 53 bits are a double in [0, 1), each equally likely.
      return (ByteBuffer.wrap(drawn).getLong() >>> 11) * 0x1.0p-53 < share;
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("HMAC-SHA256 is not available", broken);
    }
  }

  @Override
  public String getDescription() {
    return "KeptShare";
  }
}
