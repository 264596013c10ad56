package com.klaro.app.rooms;

import static com.klaro.app.rooms.House.BENCH;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.klaro.api.web.broken.KnowsWhatIsAbove;
import com.klaro.api.web.broken.Lock;
import com.klaro.api.web.brokentoo.Key;
import com.klaro.app.broken.KnowsTheCommands;
import com.klaro.app.broken.Measures;
import com.klaro.store.broken.Hen;
import com.klaro.store.brokentoo.Egg;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.identity.password.broken.KnowsIdentity;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;

/// Features are packages of a room. Each can be read without those above it, and none knows where
/// all of them are put together.
final class FeatureRules {

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
          new Rule(
              "a feature stands in one order with the others in all rooms",
              oneOrder(),
              com.klaro.store.broken.Nut.class,
              com.klaro.store.brokentoo.Bolt.class,
              com.klaro.api.brokentoo.Bolt.class,
              com.klaro.api.broken.Nut.class),
          new Rule(
              "no mechanism knows a feature",
              noMechanismKnowsAFeature(),
              com.klaro.workflows.tenancy.broken.KnowsAFeature.class,
              com.klaro.store.outbox.broken.KnowsAFeature.class,
              com.klaro.activities.mail.broken.KnowsAFeature.class,
              com.klaro.activities.tenancy.broken.KnowsAFeature.class,
              com.klaro.worker.wiring.broken.KnowsAFeature.class,
              com.klaro.api.web.broken.KnowsAFeature.class),
          new Rule(
              "what every request passes knows nothing above it",
              everyRequest(),
              KnowsWhatIsAbove.class),
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
              "passwords know nothing else of identity",
              passwordsKnowNobody(),
              KnowsIdentity.class),
          new Rule(
              "no command knows the others", noCommandKnowsTheOthers(), KnowsTheCommands.class),
          new Rule("nothing of the product measures", nothingMeasures(), Measures.class));

  private FeatureRules() {}

  private static ArchRule oneOrder() {
    return slices().assignedFrom(Features.byName()).should().beFreeOfCycles();
  }

  private static ArchRule noMechanismKnowsAFeature() {
    String mail = "com.klaro.activities.mail..";
    return CompositeArchRule.of(
            noClasses()
                .that(Features.isMechanism().and(not(resideInAPackage(mail))))
                .should()
                .dependOnClassesThat(Features.isFeature()))
        .and(
            noClasses()
                .that()
                .resideInAPackage(mail)
                .should()
                .dependOnClassesThat(
                    Features.isFeature()
                        // Where a mail goes: a value, which knows nothing of who has it.
                        .and(not(type(EmailAddress.class)))))
        .because("it serves features that are not there yet; what is no feature is on the list");
  }

  private static ArchRule everyRequest() {
    return noClasses()
        .that()
        .resideInAPackage("com.klaro.api.web..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("com.klaro.api..")
                .and(not(resideInAPackage("com.klaro.api.web..")))
                // Who acts knows what is worth a line; a request is none.
                .or(resideInAPackage("com.klaro.store.audit..")))
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

  private static ArchRule passwordsKnowNobody() {
    String passwords = "com.klaro.store.identity.password..";
    return noClasses()
        .that()
        .resideInAPackage(passwords)
        .should()
        .dependOnClassesThat(
            resideInAPackage("com.klaro.store.identity..").and(not(resideInAPackage(passwords))))
        .because("identity is made of it, and the two can be read in one order only");
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
