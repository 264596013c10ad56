package com.klaro.store.temporal;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.temporal.api.common.v1.Payload;
import io.temporal.failure.ApplicationFailure;
import io.temporal.payload.codec.PayloadCodec;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Encrypts every payload before it leaves the process: AES-256-GCM, a fresh nonce each. What
/// carries another encoding is passed through on decode, so histories from before the codec, and
/// payloads of tools, stay readable.
public final class HistoryCodec implements PayloadCodec {

  static final String ENCODING = "binary/klaro-aes-gcm";
  static final String KEY_ID = "encryption-key-id";
  static final int MAX_BYTES = 64 * 1024;

  private static final ByteString MARK = ByteString.copyFromUtf8(ENCODING);
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");
  private static final Set<String> OWN_METADATA = Set.of("encoding", KEY_ID);

  private final CodecKeys keys;

  public HistoryCodec(CodecKeys keys) {
    this.keys = keys;
  }

  @Override
  public List<Payload> encode(List<Payload> payloads) {
    return payloads.stream().map(this::encrypted).toList();
  }

  @Override
  public List<Payload> decode(List<Payload> payloads) {
    return payloads.stream().map(this::decrypted).toList();
  }

  private Payload encrypted(Payload plain) {
    int size = plain.getSerializedSize();
    if (size > MAX_BYTES) {
      throw refused(
          HistoryFailure.PAYLOAD_TOO_LARGE,
          "A payload of " + size + " bytes; " + MAX_BYTES + " is the limit");
    }
    KeyRing ring = keys.current();
    return Payload.newBuilder()
        .putMetadata("encoding", MARK)
        .putMetadata(KEY_ID, ByteString.copyFromUtf8(Integer.toString(ring.primary())))
        .setData(ByteString.copyFrom(ring.encrypt(plain.toByteArray())))
        .build();
  }

  Payload decrypted(Payload payload) {
    if (!isOurs(payload)) {
      return payload;
    }
    String keyId = payload.getMetadataOrDefault(KEY_ID, ByteString.EMPTY).toStringUtf8();
    // Metadata that nothing vouches for would be lost or believed: neither is wanted.
    if (!VERSION.matcher(keyId).matches()
        || !OWN_METADATA.containsAll(payload.getMetadataMap().keySet())) {
      throw refused(HistoryFailure.PAYLOAD_NOT_AUTHENTIC, "A payload's metadata was changed");
    }
    try {
      int id = Integer.parseInt(keyId);
      return Payload.parseFrom(ring(id).decrypt(payload.getData().toByteArray(), id));
    } catch (GeneralSecurityException | InvalidProtocolBufferException changed) {
      throw refused(
          HistoryFailure.PAYLOAD_NOT_AUTHENTIC, "A payload was changed, or another key made it");
    }
  }

  static boolean isOurs(Payload payload) {
    return MARK.equals(payload.getMetadataOrDefault("encoding", ByteString.EMPTY));
  }

  private KeyRing ring(int keyId) {
    KeyRing ring = keys.current();
    if (ring.holds(keyId)) {
      return ring;
    }
    KeyRing renewed = keys.renewed();
    if (!renewed.holds(keyId)) {
      throw refused(HistoryFailure.UNKNOWN_CODEC_KEY, "No codec key " + keyId);
    }
    return renewed;
  }

  private static ApplicationFailure refused(HistoryFailure why, String message) {
    return ApplicationFailure.newNonRetryableFailure(message, why.name());
  }
}
