package com.klaro.app.rooms;

import com.klaro.store.tenancy.NotTenantBound;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/// `@NotTenantBound` is a reason that somebody can disagree with, and not a switch.
final class Excuses {

  private static final int SHORTEST = 11;

  private Excuses() {}

  static ArchCondition<JavaClass> areReasons() {
    return new ArchCondition<>("give a reason where they wear @NotTenantBound") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.tryGetAnnotationOfType(NotTenantBound.class)
            .ifPresent(excuse -> check(excuse, type.getName(), events));
        for (JavaMethod method : type.getMethods()) {
          method
              .tryGetAnnotationOfType(NotTenantBound.class)
              .ifPresent(excuse -> check(excuse, method.getFullName(), events));
        }
      }

      private static void check(NotTenantBound excuse, String wearer, ConditionEvents events) {
        if (excuse.value().strip().length() < SHORTEST) {
          events.add(SimpleConditionEvent.violated(wearer, wearer + " gives no reason"));
        }
      }
    };
  }
}
