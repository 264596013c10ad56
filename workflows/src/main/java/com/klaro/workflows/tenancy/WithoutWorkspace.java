package com.klaro.workflows.tenancy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Activities that concern no workspace, and why. Without it, every input is a `WorkspaceCall`, or
/// the worker refuses to start.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface WithoutWorkspace {
  String value();
}
