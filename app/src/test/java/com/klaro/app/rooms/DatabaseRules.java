package com.klaro.app.rooms;

import static com.klaro.app.rooms.House.BENCH;
import static com.klaro.app.rooms.House.SANDBOX;
import static com.klaro.app.rooms.House.STORE;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.klaro.activities.broken.OpensATransaction;
import com.klaro.api.broken.AsksADatabase;
import com.klaro.api.broken.HoldsSql;
import com.klaro.store.broken.OpenSql;
import com.klaro.store.database.DatabaseRole;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/// SQL and transactions live in the store.
final class DatabaseRules {

  static final List<Rule> ALL =
      List.of(
          new Rule(
              "only the store speaks to a database",
              onlyTheStoreSpeaksToADatabase(),
              AsksADatabase.class,
              com.klaro.app.broken.AsksADatabase.class),
          new Rule(
              "only the store opens transactions",
              onlyTheStoreOpensTransactions(),
              OpensATransaction.class,
              com.klaro.app.broken.OpensATransaction.class),
          new Rule(
              "only the store holds SQL",
              onlyTheStoreHoldsSql(),
              HoldsSql.Selects.class,
              HoldsSql.Inserts.class,
              HoldsSql.Updates.class,
              HoldsSql.Deletes.class,
              HoldsSql.Names.class,
              HoldsSql.Defines.class),
          new Rule("statements stay with their feature", statementsStay(), OpenSql.class));

  private DatabaseRules() {}

  private static ArchRule onlyTheStoreSpeaksToADatabase() {
    return noClasses()
        .that()
        // The sandbox runs a server and knows nothing of what is in it.
        .resideOutsideOfPackages(STORE, SANDBOX, BENCH)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..",
            "javax.sql..",
            "org.jdbi..",
            "org.postgresql..",
            "com.zaxxer..",
            "org.flywaydb..")
        .because("SQL and transactions live in the store");
  }

  private static ArchRule onlyTheStoreOpensTransactions() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(STORE, BENCH)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(DatabaseRole.class)
        .because("who opens a transaction chooses what it may see");
  }

  private static ArchRule onlyTheStoreHoldsSql() {
    return classes()
        .that()
        .resideOutsideOfPackages(STORE, SANDBOX, BENCH)
        .should(
            new ArchCondition<>("hold no SQL") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                for (String text : Constants.textsOf(type)) {
                  if (Constants.isSql(text)) {
                    events.add(
                        SimpleConditionEvent.violated(type, type.getName() + " holds: " + text));
                  }
                }
              }
            });
  }

  private static ArchRule statementsStay() {
    return noClasses()
        .that()
        .resideInAPackage(STORE)
        .and()
        .haveNameMatching(".*Sql")
        .should()
        .bePublic()
        .because("a door decides what is asked, and for whom");
  }
}
