package com.klaro.api.web.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// That one of these fields has to be there, though each of them may be missing: for the OpenAPI
/// file. Like [Described] it checks nothing.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface AtLeastOne {

  /// Components of the record.
  String[] value();
}
