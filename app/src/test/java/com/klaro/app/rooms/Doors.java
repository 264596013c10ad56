package com.klaro.app.rooms;

import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;

import com.klaro.store.database.Database;
import com.klaro.store.database.Transaction;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.store.tenancy.WorkspaceScope;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which classes of the store are doors, and what makes one safe.
final class Doors {

  private static final Pattern NAME =
      Pattern.compile(".+(Reader|Intake|Writer|Retention|Desk|Store)|AuditTrail|Outbox");

  /// What every object has, and what ends a door itself.
  private static final Set<String> OF_ANY_OBJECT =
      Set.of("toString", "equals", "hashCode", "close");

  private Doors() {}

  static boolean isDoor(JavaClass type) {
    return type.getModifiers().contains(PUBLIC)
        && type.isTopLevelClass()
        && (NAME.matcher(type.getSimpleName()).matches()
            || (reachesRows(type) && !isCarrier(type)));
  }

  /// One that activities alone may call. Others put it together, and hand it to them.
  static boolean isWriter(JavaClass type) {
    return type.getPackageName().startsWith("com.klaro.store.")
        && isDoor(type)
        && type.getSimpleName().endsWith("Writer");
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

  static ArchCondition<JavaClass> takeAScopeFirstOrSayWhyNot() {
    return new ArchCondition<>("take a WorkspaceScope first or wear @NotTenantBound") {
      @Override
      public void check(JavaClass door, ConditionEvents events) {
        door.getMethods().stream()
            .filter(method -> method.getModifiers().contains(PUBLIC))
            .filter(method -> !OF_ANY_OBJECT.contains(method.getName()))
            .filter(method -> !excused(door, method) && !takesScopeFirst(method))
            .forEach(method ->
                events.add(
                    SimpleConditionEvent.violated(method, method.getFullName() + " is open")));
      }
    };
  }

  private static boolean excused(JavaClass door, JavaMethod method) {
    return door.isAnnotatedWith(NotTenantBound.class)
        || method.isAnnotatedWith(NotTenantBound.class);
  }

  private static boolean takesScopeFirst(JavaMethod method) {
    List<JavaClass> parameters = method.getRawParameterTypes();
    return !parameters.isEmpty() && parameters.getFirst().isEquivalentTo(WorkspaceScope.class);
  }
}
