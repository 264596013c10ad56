package com.klaro.app.rooms;

import static com.klaro.app.rooms.House.APP;
import static com.klaro.app.rooms.House.SANDBOX;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.klaro.store.broken.OwnChance;
import com.klaro.store.broken.OwnIds;
import com.klaro.store.broken.OwnTime;
import com.klaro.store.database.Ids;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Time, ids and chance are handed down from the composition root, so that a test can choose them.
/// A stopwatch (`System.nanoTime`) tells no time and is free.
///
/// The sandbox is the world outside, which has a clock and chances of its own.
final class InjectionRules {

  private static final Map<String, Set<String>> CLOCKS =
      Map.of(
          "java.time.Clock",
          Set.of(
              "system",
              "systemUTC",
              "systemDefaultZone",
              "tickMillis",
              "tickSeconds",
              "tickMinutes"),
          "java.time.InstantSource",
          Set.of("system"));

  private static final Map<String, Set<String>> IDS =
      Map.of(
          "java.util.UUID", Set.of("randomUUID"),
          "com.klaro.store.database.Ids", Set.of("timeOrdered"));

  private static final Map<String, Set<String>> CHANCE =
      Map.of(
          "java.lang.Math", Set.of("random"),
          "java.security.SecureRandom", Set.of("<init>", "getInstance", "getInstanceStrong"),
          "java.util.Random", Set.of("<init>"),
          "java.util.SplittableRandom", Set.of("<init>"),
          "java.util.concurrent.ThreadLocalRandom", Set.of("current"),
          "java.util.random.RandomGenerator", Set.of("getDefault", "of"));

  static final List<Rule> ALL =
      List.of(
          new Rule(
              "time is injected",
              injected(Calls.to(CLOCKS).or(Calls.askingTheTime())),
              OwnTime.class),
          new Rule("ids are injected", injected(Calls.to(IDS)), OwnIds.class),
          new Rule("chance is injected", injected(Calls.to(CHANCE)), OwnChance.class),
          new Rule("ids have one maker", oneMakerOfIds(), OwnIds.ByLibrary.class));

  private InjectionRules() {}

  private static ArchRule injected(DescribedPredicate<JavaAccess<?>> source) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(APP, SANDBOX)
        .should()
        .accessTargetWhere(source.and(Calls.withoutAClock()))
        .because("it is chosen in the composition root, and in tests by the test");
  }

  private static ArchRule oneMakerOfIds() {
    return noClasses()
        .that()
        .areNotAssignableTo(Ids.class)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.github.f4b6a3.uuid..");
  }
}
