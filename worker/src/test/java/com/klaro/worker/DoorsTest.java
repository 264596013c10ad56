package com.klaro.worker;

import static com.klaro.worker.House.CLASSES;
import static com.klaro.worker.House.STORE;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.database.Database;
import com.klaro.store.database.Transaction;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.store.tenancy.WorkspaceScope;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// Rows are reached through doors, and a door to a workspace's rows opens to a scope only, which
/// only the gate makes.
class DoorsTest {

  private static final Pattern DOOR =
      Pattern.compile(".+(Reader|Intake|Writer|Store)|AuditTrail|Outbox");

  /// What every object has, and what ends a door itself.
  private static final Set<String> OF_ANY_OBJECT =
      Set.of("toString", "equals", "hashCode", "close");

  @Test
  void aDoorTakesAScopeFirstOrSaysWhyNot() {
    List<String> open = new ArrayList<>();
    for (JavaClass door : doors()) {
      for (JavaMethod method : door.getMethods()) {
        if (method.getModifiers().contains(PUBLIC)
            && !OF_ANY_OBJECT.contains(method.getName())
            && !excused(door, method)
            && !takesScopeFirst(method)) {
          open.add(method.getFullName());
        }
      }
    }
    assertThat(open)
        .as("doors without a WorkspaceScope first and without @NotTenantBound")
        .isEmpty();
    assertThat(doors()).isNotEmpty();
  }

  @Test
  void anExcuseIsAReason() {
    List<String> reasons =
        CLASSES.stream()
            .flatMap(type ->
                Stream.concat(
                    type.tryGetAnnotationOfType(NotTenantBound.class).stream(),
                    type.getMethods().stream()
                        .flatMap(method ->
                            method.tryGetAnnotationOfType(NotTenantBound.class).stream())))
            .map(NotTenantBound::value)
            .toList();

    assertThat(reasons)
        .isNotEmpty()
        .allSatisfy(reason -> assertThat(reason.strip()).hasSizeGreaterThan(10));
  }

  @Test
  void onlyTheGateMakesAScope() {
    noClasses()
        .that()
        .resideOutsideOfPackage("com.klaro.store.tenancy")
        .should()
        .callConstructorWhere(
            new DescribedPredicate<JavaConstructorCall>("makes a WorkspaceScope") {
              @Override
              public boolean test(JavaConstructorCall call) {
                return call.getTargetOwner().isEquivalentTo(WorkspaceScope.class);
              }
            })
        .check(CLASSES);
    for (JavaConstructor constructor : CLASSES.get(WorkspaceScope.class).getConstructors()) {
      assertThat(constructor.getModifiers()).doesNotContain(PUBLIC);
    }
  }

  /// The two carriers aside, which exist so that the store's own doors can work in one transaction.
  @Test
  void noHandleLeavesTheStore() {
    List<String> leaks = new ArrayList<>();
    for (JavaClass type : CLASSES.that(resideInAPackage(STORE))) {
      if (!type.getModifiers().contains(PUBLIC)
          || type.isEquivalentTo(Transaction.class)
          || type.isEquivalentTo(WorkspaceScope.class)) {
        continue;
      }
      type.getMethods().stream()
          .filter(method -> method.getModifiers().contains(PUBLIC))
          .filter(method ->
              opensTheDatabase(method.getRawReturnType())
                  || method.getRawParameterTypes().stream().anyMatch(DoorsTest::opensTheDatabase))
          .forEach(method -> leaks.add(method.getFullName()));
      type.getFields().stream()
          .filter(field ->
              field.getModifiers().contains(PUBLIC) && !field.getModifiers().contains(STATIC))
          .filter(field -> opensTheDatabase(field.getRawType()))
          .forEach(field -> leaks.add(field.getFullName()));
      type.getConstructors().stream()
          .filter(constructor -> constructor.getModifiers().contains(PUBLIC))
          .filter(constructor ->
              constructor.getRawParameterTypes().stream().anyMatch(DoorsTest::opensTheDatabase))
          .forEach(constructor -> leaks.add(constructor.getFullName()));
    }
    assertThat(leaks).isEmpty();
  }

  private static List<JavaClass> doors() {
    return CLASSES.that(resideInAPackage(STORE)).stream()
        .filter(type -> type.getModifiers().contains(PUBLIC) && type.isTopLevelClass())
        .filter(type ->
            DOOR.matcher(type.getSimpleName()).matches() || (reachesRows(type) && !isCarrier(type)))
        .toList();
  }

  /// Whatever its name: it is given the pools, or a transaction.
  private static boolean reachesRows(JavaClass type) {
    return Stream.concat(type.getConstructors().stream(), type.getMethods().stream())
        .filter(it -> it.getModifiers().contains(PUBLIC))
        .flatMap(it -> it.getRawParameterTypes().stream())
        .anyMatch(it -> it.isEquivalentTo(Database.class) || it.isEquivalentTo(Transaction.class));
  }

  private static boolean isCarrier(JavaClass type) {
    return type.isEquivalentTo(Transaction.class) || type.isEquivalentTo(Database.class);
  }

  private static boolean excused(JavaClass door, JavaMethod method) {
    return door.isAnnotatedWith(NotTenantBound.class)
        || method.isAnnotatedWith(NotTenantBound.class);
  }

  private static boolean takesScopeFirst(JavaMethod method) {
    List<JavaClass> parameters = method.getRawParameterTypes();
    return !parameters.isEmpty() && parameters.getFirst().isEquivalentTo(WorkspaceScope.class);
  }

  private static boolean opensTheDatabase(JavaClass type) {
    return type.isEquivalentTo(Handle.class) || type.isEquivalentTo(Jdbi.class);
  }
}
