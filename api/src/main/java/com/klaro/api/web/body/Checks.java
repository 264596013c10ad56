package com.klaro.api.web.body;

import com.klaro.api.web.problem.FieldError;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Builds values from the fields of a request and gathers all that are wrong, so that a client
/// learns of them at once.
public final class Checks {

  private final List<FieldError> errors = new ArrayList<>();

  /// @param value a constructor call that throws IllegalArgumentException with a message for the
  ///   client
  /// @return the value, for use after [#pass]
  public <T> Supplier<T> field(String field, Supplier<T> value) {
    try {
      T made = value.get();
      return () -> made;
    } catch (IllegalArgumentException refused) {
      errors.add(new FieldError(field, String.valueOf(refused.getMessage())));
      return () -> {
        throw new IllegalStateException("`pass` was not asked before " + field);
      };
    }
  }

  /// The same for a field that may be left out: then there is nothing.
  public <T> Supplier<Optional<T>> optional(
      String field, @Nullable String text, Function<String, T> value) {
    return field(field, () -> Optional.ofNullable(text).map(value));
  }

  /// Where no other field is checked.
  ///
  /// @throws Problem `invalid-request` when it was refused
  public static <T> T only(String field, Supplier<T> value) {
    var checks = new Checks();
    Supplier<T> made = checks.field(field, value);
    checks.pass();
    return made.get();
  }

  /// @throws Problem `invalid-request` when any field was refused
  public void pass() {
    if (!errors.isEmpty()) {
      throw Problem.of(ProblemType.INVALID_REQUEST).withErrors(errors);
    }
  }
}
