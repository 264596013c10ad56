package com.klaro.store.temporal;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.util.List;

/// How contract records become payloads: plain JSON that a newer or an older program can read, then
/// the codec, failures included.
public final class HistoryConverter {

  private HistoryConverter() {}

  public static DataConverter with(HistoryCodec codec) {
    return new CodecDataConverter(
        DefaultDataConverter.newDefaultInstance()
            .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(mapper()))
            .withFailureConverter(new ShortFailures()),
        List.of(codec),
        true);
  }

  /// Fields may be added to a contract: whoever does not know them yet ignores them. No class name
  /// is ever read from JSON.
  public static ObjectMapper mapper() {
    ObjectMapper mapper = JacksonJsonPayloadConverter.newDefaultObjectMapper();
    mapper.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    mapper.configure(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, false);
    mapper.configure(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS, false);
    mapper.deactivateDefaultTyping();
    return mapper;
  }
}
