package com.klaro.api.web.route;

import com.klaro.api.web.problem.ProblemType;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a route answers, for the OpenAPI file and for [DeclaredAnswers], which checks it. Problems
/// that every route, every token, every workspace or every body brings are implied: see
/// [Route#problems].
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Answers {

  /// Statuses of success; the first one is the usual one.
  int[] status() default 200;

  /// The record in the body, where the return type does not say it (`Response`).
  Class<?> body() default Void.class;

  /// The record in the items of a page, where the return type does not say it.
  Class<?> items() default Void.class;

  /// The media type of success.
  String type() default "application/json";

  /// The text of an answer that no record describes.
  String example() default "";

  /// One line for readers of the API.
  String summary();

  /// What a reader cannot tell from the names: what a 403, 404 or 409 means here, and who may do
  /// more or less than the route's role says. Sentences.
  String note() default "";

  ProblemType[] problems() default {};

  /// What limits this route beside the number of requests, which limits all of them.
  Quota[] limits() default {};

  /// True when the route honours `Idempotency-Key`. Writes that carry or return a secret do not.
  boolean idempotent() default false;

  /// Why the key is ignored, for such routes.
  String idempotencyNote() default "";
}
