package com.klaro.api.web.route;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What the routes of a package are about, for readers of the API: what the OpenAPI file says of
/// their tag, which is the package's last name. On one resource of each package.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Topic {

  String value();
}
