package com.klaro.api.web.route;

import com.klaro.api.web.body.RecordShape;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Ids in paths: `UUID` and records of one UUID (`WorkspaceId`). What is no id is 404, as an
/// unknown id is.
public final class IdParameters implements ParamConverterProvider {

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

  /// @throws Problem `not-found`
  public static UUID id(String text) {
    if (!isId(text)) {
      throw Problem.of(ProblemType.NOT_FOUND);
    }
    return UUID.fromString(text);
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  @Override
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> raw, Type generic, Annotation[] annotations) {
    if (raw == UUID.class) {
      return new IdConverter<>(raw, null);
    }
    RecordComponent only = RecordShape.delegate(raw);
    if (only != null && only.getType() == UUID.class) {
      try {
        return new IdConverter<>(raw, raw.getConstructor(UUID.class));
      } catch (NoSuchMethodException notPublic) {
        return null;
      }
    }
    return null;
  }

  private record IdConverter<T>(Class<T> type, @Nullable Constructor<T> constructor)
      implements ParamConverter<T> {

    @Override
    public T fromString(String text) {
      UUID id = id(text);
      if (constructor == null) {
        return type.cast(id);
      }
      try {
        return constructor.newInstance(id);
      } catch (ReflectiveOperationException impossible) {
        throw new IllegalStateException(
            "An id record does nothing but hold its id: " + type, impossible);
      }
    }

    @Override
    public String toString(T id) {
      return id.toString();
    }
  }
}
