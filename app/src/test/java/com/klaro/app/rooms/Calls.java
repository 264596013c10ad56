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

  /// "What time is it?" in any of its forms.
  static DescribedPredicate<JavaAccess<?>> askingTheTime() {
    return DescribedPredicate.describe(
        "asks the time",
        access -> {
          String owner = access.getTargetOwner().getName();
          String name = access.getTarget().getName();
          return switch (owner) {
            case "java.util.Date" -> name.equals("<init>") && takesNothing(access);
            case "java.util.Calendar" -> name.equals("getInstance");
            case "java.util.GregorianCalendar" -> name.equals("<init>");
            case "java.lang.System" -> name.equals("currentTimeMillis");
            // An instant, a date, a year, a date of another calendar.
            default -> owner.startsWith("java.time.") && name.matches("now|dateNow");
          };
        });
  }

  private static boolean takesNothing(JavaAccess<?> access) {
    return access.getTarget() instanceof CodeUnitAccessTarget target
        && target.getRawParameterTypes().isEmpty();
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
