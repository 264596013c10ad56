package com.klaro.api.web.problem;

import com.klaro.api.web.json.Described;

/// One thing wrong with a request.
///
/// @param field camelCase path as in `contacts[0].phoneNumber`; `body` for the whole body, a
///   header's name for a header
/// @param message what must hold; never the value that was sent
public record FieldError(
    @Described(as = "A path, `body`, or a header's name.", example = "contacts[0].phoneNumber")
        String field,
    @Described(as = "What must hold.", example = "is required") String message) {

  private static final int LONGEST = 200;

  public FieldError {
    field = field.length() > LONGEST ? field.substring(0, LONGEST) + "…" : field;
  }
}
