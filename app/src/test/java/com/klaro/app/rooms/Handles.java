package com.klaro.app.rooms;

import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Whoever holds a handle can ask anything, past every door.
final class Handles {

  private Handles() {}

  static ArchCondition<JavaClass> showNone() {
    return new ArchCondition<>("neither take, give nor show a handle in public") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Stream<JavaMember> methods =
            type.getMethods().stream()
                .filter(method ->
                    opensTheDatabase(method.getRawReturnType())
                        || method.getRawParameterTypes().stream()
                            .anyMatch(Handles::opensTheDatabase))
                .map(it -> it);
        Stream<JavaMember> constructors =
            type.getConstructors().stream()
                .filter(constructor ->
                    constructor.getRawParameterTypes().stream().anyMatch(Handles::opensTheDatabase))
                .map(it -> it);
        Stream<JavaMember> fields =
            type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(STATIC))
                .filter(field -> opensTheDatabase(field.getRawType()))
                .map(it -> it);
        Stream.of(methods, constructors, fields)
            .flatMap(it -> it)
            .filter(member -> member.getModifiers().contains(PUBLIC))
            .forEach(member ->
                events.add(
                    SimpleConditionEvent.violated(
                        member, member.getFullName() + " lets a handle out")));
      }
    };
  }

  private static boolean opensTheDatabase(JavaClass type) {
    return type.isEquivalentTo(Handle.class) || type.isEquivalentTo(Jdbi.class);
  }
}
