package com.klaro.store.tenancy;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Something that is asked of a door in our workspace.
///
/// @param door class and method
/// @param how what is particular about it
/// @param across the answer, where it is about all workspaces of an account: there nothing can be
///   compared with ours alone
/// @param given what the superuser changes before, as SQL
record Act(
    String door,
    String how,
    Optional<String> across,
    List<String> given,
    Function<Way, Object> ask) {

  static Act of(String door, String how, Function<Way, Object> ask) {
    return new Act(door, how, Optional.empty(), List.of(), ask);
  }

  static Act crossing(String door, String how, String answer, Function<Way, Object> ask) {
    return new Act(door, how, Optional.of(answer), List.of(), ask);
  }

  Act given(String... changes) {
    return new Act(door, how, across, List.of(changes), ask);
  }

  @Override
  public String toString() {
    return door + ": " + how;
  }
}
