package com.klaro.store.temporal;

import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.FailureConverter;
import io.temporal.failure.DefaultFailureConverter;

/// Cuts what exceptions say about themselves. A long stack trace would pass the codec's limit, and
/// a failure that cannot be encoded is reported, and fails, for ever.
final class ShortFailures implements FailureConverter {

  private static final int MESSAGE = 2_000;
  private static final int TRACE = 16_000;

  private final FailureConverter whole = new DefaultFailureConverter();

  @Override
  public RuntimeException failureToException(Failure failure, DataConverter converter) {
    return whole.failureToException(failure, converter);
  }

  @Override
  public Failure exceptionToFailure(Throwable thrown, DataConverter converter) {
    return shortened(whole.exceptionToFailure(thrown, converter));
  }

  private static Failure shortened(Failure failure) {
    Failure.Builder cut =
        failure.toBuilder()
            .setMessage(first(MESSAGE, failure.getMessage()))
            .setStackTrace(first(TRACE, failure.getStackTrace()));
    return failure.hasCause() ? cut.setCause(shortened(failure.getCause())).build() : cut.build();
  }

  private static String first(int limit, String text) {
    return text.length() <= limit ? text : text.substring(0, limit) + "…";
  }
}
