package com.klaro.api.web.body;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// Hands the buffered bytes to the resource as a [Body], unparsed.
public final class BodyReader implements MessageBodyReader<Body<?>> {

  private final BodyParser parser;

  public BodyReader(BodyParser parser) {
    this.parser = parser;
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == Body.class;
  }

  @Override
  public Body<?> readFrom(
      Class<Body<?>> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream entity)
      throws IOException {
    Type content = ((ParameterizedType) genericType).getActualTypeArguments()[0];
    return new Body<>(
        entity.readAllBytes(),
        text(headers.getFirst(BodyFilter.CONTENT_TYPE)),
        text(headers.getFirst(BodyFilter.CONTENT_ENCODING)),
        parser,
        (Class<?>) content);
  }

  private static String text(@Nullable String header) {
    return header == null ? "" : header;
  }
}
