package com.klaro.app.rooms;

import static com.klaro.app.rooms.House.BENCH;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.klaro.api.web.broken.KnowsAFeature;
import com.klaro.api.web.broken.Lock;
import com.klaro.api.web.brokentoo.Key;
import com.klaro.app.broken.KnowsTheCommands;
import com.klaro.app.broken.Measures;
import com.klaro.store.broken.Hen;
import com.klaro.store.brokentoo.Egg;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/// Features are packages of a room. Each can be read without those above it, and none knows where
/// all of them are put together.
final class FeatureRules {

  private static final String[] FEATURES_OF_THE_STORE = {
    "com.klaro.store.identity..", "com.klaro.store.workspaces..", "com.klaro.store.audit.."
  };

  static final List<Rule> ALL =
      List.of(
          new Rule(
              "the features of a room have an order",
              slices().matching("com.klaro.(*).(*)..").should().beFreeOfCycles(),
              Hen.class,
              Egg.class),
          new Rule(
              "the mechanisms of the api have an order",
              slices().matching("com.klaro.api.web.(*)..").should().beFreeOfCycles(),
              Lock.class,
              Key.class),
          new Rule("the mechanisms of the api know no feature", mechanisms(), KnowsAFeature.class),
          new Rule(
              "no feature of the store knows its root",
              knowsNoRoot("store"),
              com.klaro.store.broken.KnowsItsRoot.class),
          new Rule(
              "no feature of the worker knows its root",
              knowsNoRoot("worker"),
              com.klaro.worker.broken.KnowsItsRoot.class),
          new Rule(
              "no feature of the api knows its root",
              knowsNoRoot("api"),
              com.klaro.api.broken.KnowsItsRoot.class),
          new Rule(
              "no command knows the others", noCommandKnowsTheOthers(), KnowsTheCommands.class),
          new Rule("nothing of the product measures", nothingMeasures(), Measures.class));

  private FeatureRules() {}

  private static ArchRule mechanisms() {
    return noClasses()
        .that()
        .resideInAPackage("com.klaro.api.web..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("com.klaro.api..")
                .and(not(resideInAPackage("com.klaro.api.web..")))
                .or(resideInAnyPackage(FEATURES_OF_THE_STORE)))
        .because("what every request passes is the same for all of them");
  }

  private static ArchRule knowsNoRoot(String room) {
    return noClasses()
        .that()
        .resideInAPackage("com.klaro." + room + ".(*)..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.klaro." + room)
        .because("the root of a room is where its features are put together");
  }

  /// The root of app also holds what every command is made of; its wiring is these two.
  private static ArchRule noCommandKnowsTheOthers() {
    return noClasses()
        .that()
        .resideInAPackage("com.klaro.app.(*)..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("com\\.klaro\\.app\\.(Klaro|Commands)");
  }

  private static ArchRule nothingMeasures() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(BENCH)
        // Names it, among the others.
        .and()
        .doNotHaveFullyQualifiedName("com.klaro.app.Commands")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BENCH);
  }
}
