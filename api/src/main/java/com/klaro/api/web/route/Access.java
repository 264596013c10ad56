package com.klaro.api.web.route;

import com.klaro.store.tenancy.Role;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Who may call. On every resource method, exactly one: a route without it stops the boot.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Access {

  Class value();

  /// The lowest role, for [Class#WORKSPACE] only; the gate is asked with it.
  Role role() default Role.VIEWER;

  @SuppressWarnings("AvoidCommonTypeNames") // reads as a word here: an access class
  enum Class {
    /// Anyone.
    PUBLIC,
    /// A provider that signs what it sends.
    WEBHOOK,
    /// Anyone with an access token.
    SESSION,
    /// A member of the workspace in the path.
    WORKSPACE,
    /// Our own people.
    STAFF;

    boolean needsToken() {
      return switch (this) {
        case PUBLIC, WEBHOOK -> false;
        case SESSION, WORKSPACE, STAFF -> true;
      };
    }
  }
}
