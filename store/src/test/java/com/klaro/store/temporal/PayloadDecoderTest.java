package com.klaro.store.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import com.klaro.store.temporal.PayloadDecoder.Decoded;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayloadDecoderTest {

  private final PayloadDecoder decoder = new PayloadDecoder(TestKeys.codec(1));
  private final Payload plain =
      Payload.newBuilder()
          .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
          .setData(ByteString.copyFromUtf8("{}"))
          .build();

  @Test
  void whatCanBeReadIsReadAndTheRestIsHandedBack() throws InvalidProtocolBufferException {
    Payload ours = TestKeys.codec(1).encode(List.of(plain)).getFirst();
    Payload lost = TestKeys.codec(7).encode(List.of(plain)).getFirst();

    assertThat(decoded(List.of(ours, lost, plain))).containsExactly(plain, lost, plain);
  }

  @Test
  void othersThanPayloadsAreRefused() {
    assertThat(decoder.decode("[".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Decoded.NotPayloads.class);
    assertThat(decoder.decode("[1]".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Decoded.NotPayloads.class);
    assertThat(decoder.decode(new byte[0])).isInstanceOf(Decoded.NotPayloads.class);
  }

  @Test
  void sizeAndNumberAreCapped() throws InvalidProtocolBufferException {
    assertThat(decoder.decode(new byte[PayloadDecoder.MAX_BYTES + 1]))
        .isInstanceOf(Decoded.TooLarge.class);
    byte[] many = json(Collections.nCopies(PayloadDecoder.MAX_PAYLOADS + 1, plain));
    assertThat(decoder.decode(many)).isInstanceOf(Decoded.TooLarge.class);
  }

  private List<Payload> decoded(List<Payload> payloads) throws InvalidProtocolBufferException {
    Decoded.Answer answer = (Decoded.Answer) decoder.decode(json(payloads));
    assertThat(answer.payloads()).isEqualTo(payloads.size());
    Payloads.Builder read = Payloads.newBuilder();
    JsonFormat.parser().merge(new String(answer.json(), StandardCharsets.UTF_8), read);
    return read.getPayloadsList();
  }

  private static byte[] json(List<Payload> payloads) throws InvalidProtocolBufferException {
    return JsonFormat.printer()
        .print(Payloads.newBuilder().addAllPayloads(payloads))
        .getBytes(StandardCharsets.UTF_8);
  }
}
