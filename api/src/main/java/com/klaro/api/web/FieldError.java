package com.klaro.api.web;

/// One thing wrong with a request.
///
/// @param field camelCase path as in `contacts[0].phoneNumber`; `body` for the whole body, a
///   header's name for a header
/// @param message what must hold; never the value that was sent
public record FieldError(String field, String message) {}
