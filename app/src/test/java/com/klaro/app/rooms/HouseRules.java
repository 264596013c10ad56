package com.klaro.app.rooms;

import java.util.List;
import java.util.stream.Stream;

/// Every rule there is.
final class HouseRules {

  private HouseRules() {}

  static List<Rule> all() {
    return Stream.of(
            RoomRules.ALL,
            DatabaseRules.ALL,
            ApiRules.ALL,
            WorkflowRules.ALL,
            DoorRules.ALL,
            FeatureRules.ALL,
            InjectionRules.ALL,
            NameRules.ALL)
        .flatMap(List::stream)
        .toList();
  }
}
