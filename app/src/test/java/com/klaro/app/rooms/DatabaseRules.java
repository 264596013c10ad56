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
import com.klaro.store.broken.ReadsWorkspaces;
import com.klaro.store.database.DatabaseRole;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// SQL and transactions live in the store.
final class DatabaseRules {

  /// The table, or the function that an account asks for its own.
  private static final Pattern WORKSPACES =
      Pattern.compile("(?i)\\b(from|join|into|update)\\s+(only\\s+)?workspaces(_of)?\\b");

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
          new Rule("statements stay with their feature", statementsStay(), OpenSql.class),
          new Rule(
              "workspaces are asked for by three features",
              threeFeaturesAskForWorkspaces(),
              ReadsWorkspaces.AsTable.class,
              ReadsWorkspaces.Joined.class,
              ReadsWorkspaces.ByFunction.class));

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
        .should(holdNo("SQL", Constants::isSql));
  }

  private static ArchRule threeFeaturesAskForWorkspaces() {
    return classes()
        .that()
        .resideOutsideOfPackages(
            "com.klaro.store.workspaces..",
            "com.klaro.store.tenancy..",
            "com.klaro.store.audit..",
            BENCH)
        .should(holdNo("statement on workspaces", WORKSPACES.asPredicate()))
        .because("the row has the data key, which WorkspaceKey gives to whoever was admitted");
  }

  private static ArchCondition<JavaClass> holdNo(String what, Predicate<String> forbidden) {
    return new ArchCondition<>("hold no " + what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (String text : Constants.textsOf(type)) {
          if (forbidden.test(text)) {
            events.add(SimpleConditionEvent.violated(type, type.getName() + " holds: " + text));
          }
        }
      }
    };
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
