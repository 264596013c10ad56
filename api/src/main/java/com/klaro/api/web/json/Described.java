package com.klaro.api.web.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What the OpenAPI file says of a field beyond its type. It checks nothing: the value that the
/// field becomes does, and its constants are what `min` and `max` repeat. A test sends what lies
/// just beyond them.
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Described {

  /// For readers: what it is for, its unit.
  String as() default "";

  /// As it would look on the wire; a number in digits.
  String example() default "";

  /// In characters (code points).
  int min() default 0;

  int max() default Integer.MAX_VALUE;

  /// The only texts there are.
  String[] oneOf() default {};

  String format() default "";
}
