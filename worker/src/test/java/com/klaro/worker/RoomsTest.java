package com.klaro.worker;

import static com.klaro.worker.House.ACTIVITIES;
import static com.klaro.worker.House.API;
import static com.klaro.worker.House.APP;
import static com.klaro.worker.House.CLASSES;
import static com.klaro.worker.House.SANDBOX;
import static com.klaro.worker.House.STORE;
import static com.klaro.worker.House.WORKER;
import static com.klaro.worker.House.WORKFLOWS;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.database.DatabaseRole;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A line of code knows its room: what each module may know and touch.
class RoomsTest {

  @Test
  void everyRoomIsSeen() {
    // A rule over nothing would hold. The worker is looked at from inside.
    for (String room : new String[] {WORKFLOWS, STORE, ACTIVITIES, API, SANDBOX}) {
      assertThat(CLASSES.that(resideInAPackage(room))).as(room).isNotEmpty();
    }
  }

  @Test
  void roomsKnowOnlyTheRoomsBelow() {
    knows(WORKFLOWS);
    knows(STORE, WORKFLOWS);
    knows(ACTIVITIES, STORE, WORKFLOWS);
    knows(WORKER, ACTIVITIES, STORE, WORKFLOWS);
    knows(API, STORE, WORKFLOWS);
    knows(SANDBOX);
  }

  @Test
  void onlyTheStoreSpeaksToADatabase() {
    noClasses()
        .that()
        .resideInAnyPackage(WORKFLOWS, ACTIVITIES, WORKER, API)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..",
            "javax.sql..",
            "org.jdbi..",
            "org.postgresql..",
            "com.zaxxer..",
            "org.flywaydb..")
        .because("SQL and transactions live in the store")
        .check(CLASSES);
  }

  @Test
  void onlyTheStoreOpensTransactions() {
    noClasses()
        .that()
        .resideOutsideOfPackage(STORE)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(DatabaseRole.class)
        .because("who opens a transaction chooses what it may see")
        .check(CLASSES);
  }

  @Test
  void statementsStayWithTheirFeature() {
    noClasses()
        .that()
        .resideInAPackage(STORE)
        .and()
        .haveNameMatching(".*Sql")
        .should()
        .bePublic()
        .because("a door decides what is asked, and for whom")
        .check(CLASSES);
  }

  @Test
  void implementationsAreTemporals() {
    noClasses()
        .that()
        .resideOutsideOfPackages(WORKFLOWS, ACTIVITIES)
        .should()
        .haveNameMatching(".*[.$][A-Za-z]*Impl")
        .check(CLASSES);
  }

  @Test
  void onlyTheStoreHoldsSql() {
    Map<String, Set<String>> found = new TreeMap<>();
    for (JavaClass type : CLASSES.that(resideInAnyPackage(WORKFLOWS, ACTIVITIES, WORKER, API))) {
      for (String text : Constants.textsOf(type)) {
        if (Constants.isSql(text)) {
          found.computeIfAbsent(type.getName(), _ -> new TreeSet<>()).add(text);
        }
      }
    }
    assertThat(found).isEmpty();
    // The same eyes see the SQL of the store.
    assertThat(CLASSES.that(resideInAPackage(STORE)))
        .anyMatch(type -> Constants.textsOf(type).stream().anyMatch(Constants::isSql));
  }

  @Test
  void onlyActivitiesSendMail() {
    noClasses()
        .that()
        .resideInAnyPackage(WORKFLOWS, STORE, WORKER, API)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..")
        .because("a mail is sent by an attempt that may be made again")
        .check(CLASSES);
    assertThat(CLASSES.that(resideInAPackage(ACTIVITIES)))
        .anyMatch(type ->
            type.getDirectDependenciesFromSelf().stream()
                .anyMatch(it -> it.getTargetClass().getPackageName().startsWith("jakarta.mail")));
  }

  @Test
  void theApiStartsAndAsksButDoesNoWork() {
    noClasses()
        .that()
        .resideInAPackage(API)
        .should()
        .dependOnClassesThat(
            resideInAPackage("com.klaro..")
                .and(nameMatching(".*[.$][A-Za-z]*(Writer|Impl)"))
                .and(not(resideInAPackage(API))))
        .because("a Writer is for activities, and an Impl for the worker")
        .check(CLASSES);
  }

  @Test
  void mocksAreNowhere() {
    noClasses().should().dependOnClassesThat().resideInAPackage("org.mockito..").check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"workflows", "store", "activities", "worker", "api", "sandbox"})
  void featuresOfARoomHaveAnOrder(String room) {
    slices()
        .matching("com.klaro." + room + ".(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should()
        .haveNameMatching(
            ".*[.$]([A-Za-z]*(Manager|Helper|Utils?|Service)|(Default|Abstract)[A-Z][A-Za-z]*)")
        .check(CLASSES);
  }

  private static void knows(String room, String... below) {
    var others = new TreeSet<>(Set.of(WORKFLOWS, STORE, ACTIVITIES, WORKER, API, SANDBOX, APP));
    others.remove(room);
    others.removeAll(Set.of(below));
    noClasses()
        .that()
        .resideInAPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others.toArray(String[]::new))
        .allowEmptyShould(true)
        .check(CLASSES);
  }
}
