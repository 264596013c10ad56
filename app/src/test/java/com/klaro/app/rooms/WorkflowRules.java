package com.klaro.app.rooms;

import static com.klaro.app.rooms.House.WORKFLOWS;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.klaro.workflows.broken.AnswersDifferently;
import com.klaro.workflows.broken.KnowsLibraries;
import com.klaro.workflows.broken.StartsThreads;
import com.klaro.workflows.broken.TouchesTheWorld;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Serializable;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// A workflow replays: the same history must lead to the same steps on another day, another machine
/// and another thread. So nothing in its room may look at the clock, the dice, the disk or the
/// network; Temporal's own replacements are recorded.
final class WorkflowRules {

  private static final Map<String, Set<String>> DIFFERENT_EACH_TIME =
      Map.of(
          "java.time.ZoneId", Set.of("systemDefault"),
          "java.util.TimeZone", Set.of("getDefault"),
          "java.util.Locale", Set.of("getDefault"),
          "java.util.UUID", Set.of("randomUUID"),
          "java.lang.Math", Set.of("random"),
          "java.lang.System", Set.of("nanoTime", "getenv", "getProperty", "identityHashCode"));

  static final List<Rule> ALL =
      List.of(
          new Rule(
              "a workflow knows the language and Temporal only",
              languageAndTemporal(),
              KnowsLibraries.class),
          new Rule("a workflow touches nothing outside", nothingOutside(), TouchesTheWorld.class),
          new Rule(
              "a workflow starts no threads, throws no dice and has no clock",
              noThreadsDiceOrClock(),
              StartsThreads.class),
          new Rule(
              "a workflow asks nothing that answers differently each time",
              sameAnswers(),
              AnswersDifferently.class));

  private WorkflowRules() {}

  private static ArchRule languageAndTemporal() {
    return classes()
        .that()
        .resideInAPackage(WORKFLOWS)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            WORKFLOWS,
            "java..",
            "io.temporal..",
            "com.fasterxml.jackson.annotation..",
            "org.jspecify..");
  }

  private static ArchRule nothingOutside() {
    return noClasses()
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
                .and(not(type(Serializable.class))));
  }

  private static ArchRule noThreadsDiceOrClock() {
    return noClasses()
        .that()
        .resideInAPackage(WORKFLOWS)
        .should()
        .dependOnClassesThat(
            // TimeUnit only converts numbers.
            resideInAPackage("java.util.concurrent..")
                .and(not(type(TimeUnit.class)))
                .or(assignableTo(Random.class))
                .or(assignableTo(RandomGenerator.class))
                .or(assignableTo(Thread.class))
                .or(assignableTo(Clock.class))
                .or(assignableTo(InstantSource.class)));
  }

  private static ArchRule sameAnswers() {
    return noClasses()
        .that()
        .resideInAPackage(WORKFLOWS)
        .should()
        .accessTargetWhere(Calls.to(DIFFERENT_EACH_TIME).or(Calls.askingTheTime()));
  }
}
