package com.klaro.app.rooms;

import static com.klaro.app.rooms.House.ACTIVITIES;
import static com.klaro.app.rooms.House.API;
import static com.klaro.app.rooms.House.APP;
import static com.klaro.app.rooms.House.PRODUCT;
import static com.klaro.app.rooms.House.SANDBOX;
import static com.klaro.app.rooms.House.STORE;
import static com.klaro.app.rooms.House.WORKER;
import static com.klaro.app.rooms.House.WORKFLOWS;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.store.tenancy.WorkspaceScope;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every rule holds in the product. That each can fail is shown in `BrokenSamplesTest`.
class RoomsTest {

  static List<Rule> rules() {
    return HouseRules.all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theProductKeepsTheRule(Rule rule) {
    rule.law().check(PRODUCT);
  }

  @ParameterizedTest
  @ValueSource(strings = {WORKFLOWS, STORE, ACTIVITIES, WORKER, API, SANDBOX, APP})
  void everyRoomIsSeen(String room) {
    // A rule over nothing would hold.
    assertThat(PRODUCT.that(resideInAPackage(room))).isNotEmpty();
  }

  /// A feature that took the name of one that is gone would not be seen as a feature.
  @Test
  void everyMechanismOnTheListIsThere() {
    Features.MECHANISMS.forEach((room, names) ->
        assertThat(names)
            .allSatisfy(name ->
                assertThat(PRODUCT.that(resideInAPackage("com.klaro." + room + "." + name + "..")))
                    .isNotEmpty()));
  }

  /// From a folder or from a jar: what the rules look for is found where it may be.
  @Test
  void whatIsForbiddenElsewhereIsSeenWhereItBelongs() {
    assertThat(PRODUCT.that(resideInAPackage(STORE)))
        .anyMatch(type -> Constants.textsOf(type).stream().anyMatch(Constants::isSql))
        .anyMatch(Doors::isDoor)
        .anyMatch(type -> type.isAnnotatedWith(NotTenantBound.class));
    for (String calling : List.of("jakarta.mail", "okhttp3")) {
      assertThat(PRODUCT.that(resideInAPackage(ACTIVITIES)))
          .as(calling)
          .anyMatch(type ->
              type.getDirectDependenciesFromSelf().stream()
                  .anyMatch(it -> it.getTargetClass().getPackageName().startsWith(calling)));
    }
    assertThat(PRODUCT.get(WorkspaceScope.class).getConstructors()).isNotEmpty();
  }

  @Test
  void noSampleAndNoTestIsInTheProduct() {
    assertThat(PRODUCT)
        .extracting(JavaClass::getName)
        .noneMatch(name -> name.contains(".broken") || name.matches(".*Test(\\$.*)?"));
  }
}
