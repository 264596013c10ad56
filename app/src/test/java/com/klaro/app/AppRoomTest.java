package com.klaro.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The room above all others, which the tests of those below cannot see.
class AppRoomTest {

  /// Measures beside the product, with statements that the product does not have.
  private static final String BENCH = "com.klaro.app.bench..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("com.klaro.app");

  @Test
  void commandsReachTheDatabaseThroughTheStore() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BENCH)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "org.postgresql..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("com.klaro.store.database.DatabaseRole")
        .check(CLASSES);
  }

  @Test
  void nothingOfTheProductMeasures() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "com.klaro.app.config..", "com.klaro.app.operate..", "com.klaro.app.dev..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BENCH)
        .check(CLASSES);
  }

  @Test
  void partsHaveAnOrder() {
    slices().matching("com.klaro.app.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should()
        .haveNameMatching(
            ".*[.$]([A-Za-z]*(Manager|Helper|Utils?|Service|Impl)|(Default|Abstract)[A-Z][A-Za-z]*)")
        .check(CLASSES);
  }
}
