package com.klaro.app.rooms;

import static com.klaro.app.rooms.House.API;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.klaro.api.broken.DoesTheWork;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/// The API starts and asks. Whoever gets in there finds neither a provider's key nor a way to act.
final class ApiRules {

  static final List<Rule> ALL =
      List.of(new Rule("the api does no work", noWork(), DoesTheWork.class));

  private ApiRules() {}

  private static ArchRule noWork() {
    return noClasses()
        .that()
        .resideInAPackage(API)
        .should()
        .dependOnClassesThat(
            resideInAPackage("com.klaro..")
                .and(nameMatching(".*[.$][A-Za-z]*(Writer|Retention|Impl|Desk|Signer)"))
                .and(not(resideInAPackage(API))))
        .because(
            "a Writer is for activities, a Retention, an Impl and a Signer for the worker, and a"
                + " Desk for whoever is on the host");
  }
}
