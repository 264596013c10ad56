package com.klaro.worker;

import static com.klaro.worker.House.CLASSES;
import static com.klaro.worker.House.WORKFLOWS;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.io.Serializable;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A workflow replays: the same history must lead to the same steps on another day, another machine
/// and another thread. So nothing in its room may look at the clock, the dice, the disk or the
/// network; Temporal's own replacements are recorded.
class DeterminismTest {

  private static final Map<String, Set<String>> DIFFERENT_EACH_TIME =
      Map.of(
          "java.time.Instant", Set.of("now"),
          "java.time.LocalDate", Set.of("now"),
          "java.time.LocalDateTime", Set.of("now"),
          "java.time.ZonedDateTime", Set.of("now"),
          "java.time.OffsetDateTime", Set.of("now"),
          "java.time.ZoneId", Set.of("systemDefault"),
          "java.util.UUID", Set.of("randomUUID"),
          "java.lang.Math", Set.of("random"),
          "java.lang.System",
              Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty", "identityHashCode"));

  @Test
  void aWorkflowKnowsTheLanguageAndTemporalOnly() {
    classes()
        .that()
        .resideInAPackage(WORKFLOWS)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            WORKFLOWS,
            "java..",
            "io.temporal..",
            "com.fasterxml.jackson.annotation..",
            "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void aWorkflowTouchesNothingOutside() {
    noClasses()
        .that()
        .resideInAPackage(WORKFLOWS)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "java.io..",
                    "java.net..",
                    "java.nio.file..",
                    "java.sql..",
                    "java.lang.foreign..")
                .and(DescribedPredicate.not(type(Serializable.class))))
        .check(CLASSES);
  }

  @Test
  void aWorkflowStartsNoThreadsAndThrowsNoDice() {
    noClasses()
        .that()
        .resideInAPackage(WORKFLOWS)
        .should()
        .dependOnClassesThat(
            // TimeUnit only converts numbers.
            resideInAPackage("java.util.concurrent..")
                .and(DescribedPredicate.not(type(TimeUnit.class)))
                .or(assignableTo(Random.class))
                .or(assignableTo(java.util.random.RandomGenerator.class))
                .or(assignableTo(Thread.class))
                .or(assignableTo(java.time.Clock.class))
                .or(assignableTo(java.time.InstantSource.class)))
        .check(CLASSES);
  }

  @Test
  void aWorkflowAsksNothingThatAnswersDifferentlyEachTime() {
    noClasses()
        .that()
        .resideInAPackage(WORKFLOWS)
        .should()
        .accessTargetWhere(
            new DescribedPredicate<JavaAccess<?>>("answers differently each time") {
              @Override
              public boolean test(JavaAccess<?> access) {
                return DIFFERENT_EACH_TIME
                    .getOrDefault(access.getTargetOwner().getName(), Set.of())
                    .contains(access.getTarget().getName());
              }
            })
        .check(CLASSES);
  }
}
