package com.klaro.store.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.failure.v1.Failure;
import io.temporal.failure.ApplicationFailure;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HistoryCodecTest {

  private static final String CANARY = "canary-9d1f";
  private final HistoryCodec codec = TestKeys.codec(1);

  @Test
  void whatGoesInComesOut() {
    assertThat(decoded(codec, encoded(codec, plain(CANARY)))).isEqualTo(plain(CANARY));
  }

  @Test
  void nothingOfThePlainPayloadIsVisible() {
    Payload encoded = encoded(codec, plain(CANARY));
    assertThat(encoded.toString()).doesNotContain(CANARY).doesNotContain("json/plain");
    assertThat(encoded.getMetadataOrThrow("encryption-key-id").toStringUtf8()).isEqualTo("1");
  }

  @Test
  void theSamePayloadNeverLooksTheSameTwice() {
    List<ByteString> seen = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      seen.add(encoded(codec, plain(CANARY)).getData());
    }
    assertThat(seen).doesNotHaveDuplicates();
  }

  @Test
  void aChangeOfAnyByteIsRefused() {
    Payload encoded = encoded(codec, plain(CANARY));
    byte[] data = encoded.getData().toByteArray();
    for (int at = 0; at < data.length; at++) {
      byte[] changed = data.clone();
      changed[at] ^= 1;
      assertRefused(
          codec,
          encoded.toBuilder().setData(ByteString.copyFrom(changed)).build(),
          HistoryFailure.PAYLOAD_NOT_AUTHENTIC);
    }
    assertRefused(
        codec,
        encoded.toBuilder().setData(encoded.getData().substring(0, 20)).build(),
        HistoryFailure.PAYLOAD_NOT_AUTHENTIC);
    assertRefused(
        codec,
        encoded.toBuilder().setData(ByteString.EMPTY).build(),
        HistoryFailure.PAYLOAD_NOT_AUTHENTIC);
  }

  @Test
  void metadataCannotBeChangedOrAdded() {
    HistoryCodec two = TestKeys.codec(1, 2);
    Payload encoded = encoded(two, plain(CANARY));
    assertRefused(
        two, with(encoded, "encryption-key-id", "1"), HistoryFailure.PAYLOAD_NOT_AUTHENTIC);
    assertRefused(
        two, with(encoded, "encryption-key-id", "x"), HistoryFailure.PAYLOAD_NOT_AUTHENTIC);
    assertRefused(two, with(encoded, "messageType", "x"), HistoryFailure.PAYLOAD_NOT_AUTHENTIC);
    assertRefused(
        two,
        encoded.toBuilder().removeMetadata("encryption-key-id").build(),
        HistoryFailure.PAYLOAD_NOT_AUTHENTIC);
  }

  @Test
  void anotherKeyOfTheSameNumberDoesNotOpen() {
    Payload encoded = encoded(codec, plain(CANARY));
    HistoryCodec stranger =
        new HistoryCodec(
            CodecKeys.fixed(
                KeyRing.of(
                    new TreeMap<>(Map.of(1, new byte[KeyRing.KEY_BYTES])), new SecureRandom())));
    assertRefused(stranger, encoded, HistoryFailure.PAYLOAD_NOT_AUTHENTIC);
  }

  @Test
  void theNewestKeyEncryptsAndOldOnesStillOpen() {
    Payload old = encoded(codec, plain(CANARY));
    HistoryCodec rotated = TestKeys.codec(1, 2);
    assertThat(decoded(rotated, old)).isEqualTo(plain(CANARY));
    Payload fresh = encoded(rotated, plain(CANARY));
    assertThat(fresh.getMetadataOrThrow("encryption-key-id").toStringUtf8()).isEqualTo("2");
    assertRefused(codec, fresh, HistoryFailure.UNKNOWN_CODEC_KEY);
    assertRefused(TestKeys.codec(2), old, HistoryFailure.UNKNOWN_CODEC_KEY);
  }

  @Test
  void foreignEncodingsPassThrough() {
    assertThat(decoded(codec, plain(CANARY))).isEqualTo(plain(CANARY));
  }

  @Test
  void aLargePayloadIsRefusedForGood() {
    assertThatThrownBy(() -> encoded(codec, plain("x".repeat(64 * 1024))))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo("PAYLOAD_TOO_LARGE");
              assertThat(failure.isNonRetryable()).isTrue();
            });
  }

  @Test
  void failuresAreEncodedTooAndDeepStacksFit() {
    var converter = HistoryConverter.with(codec);
    Throwable deep = deep(900, CANARY);
    Failure failure = converter.exceptionToFailure(new IllegalStateException(CANARY, deep));
    assertThat(failure.toString()).doesNotContain(CANARY).doesNotContain("HistoryCodecTest");
    assertThat(converter.failureToException(failure)).hasMessageContaining(CANARY);
    assertThatThrownBy(() -> TestKeys.codec(3).decode(List.of(failure.getEncodedAttributes())))
        .isInstanceOf(ApplicationFailure.class);
  }

  private static Throwable deep(int levels, String message) {
    return levels == 0
        ? new IllegalStateException(message.repeat(10_000))
        : deep(levels - 1, message);
  }

  private static Payload plain(String text) {
    return Payload.newBuilder()
        .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
        .setData(ByteString.copyFromUtf8('"' + text + '"'))
        .build();
  }

  private static Payload with(Payload payload, String key, String value) {
    return payload.toBuilder().putMetadata(key, ByteString.copyFromUtf8(value)).build();
  }

  private static Payload encoded(HistoryCodec codec, Payload payload) {
    return codec.encode(List.of(payload)).getFirst();
  }

  private static Payload decoded(HistoryCodec codec, Payload payload) {
    return codec.decode(List.of(payload)).getFirst();
  }

  private static void assertRefused(HistoryCodec codec, Payload payload, HistoryFailure why) {
    assertThatThrownBy(() -> decoded(codec, payload))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo(why.name()));
  }
}
