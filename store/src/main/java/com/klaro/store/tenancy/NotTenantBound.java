package com.klaro.store.tenancy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A door of the store whose rows are nobody's workspace, and why. Without it, every public method
/// of a door takes a `WorkspaceScope` first.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface NotTenantBound {
  String value();
}
