package com.klaro.app.rooms;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/// Calls and method references, by class and name.
final class Calls {

  private Calls() {}

  static DescribedPredicate<JavaAccess<?>> to(Map<String, Set<String>> namesByClass) {
    return DescribedPredicate.describe(
        "answers differently each time",
        access ->
            namesByClass
                .getOrDefault(access.getTargetOwner().getName(), Set.of())
                .contains(access.getTarget().getName()));
  }

  /// Whoever hands over a clock asks that one: `LocalDate.now(clock)`.
  static DescribedPredicate<JavaAccess<?>> withoutAClock() {
    return DescribedPredicate.describe(
        "without a clock",
        access ->
            !(access.getTarget() instanceof CodeUnitAccessTarget target)
                || target.getRawParameterTypes().stream()
                    .noneMatch(it ->
                        it.isEquivalentTo(Clock.class) || it.isEquivalentTo(InstantSource.class)));
  }
}
