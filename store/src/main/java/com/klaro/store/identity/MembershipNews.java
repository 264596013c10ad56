package com.klaro.store.identity;

import com.klaro.store.tenancy.Role;
import java.util.Optional;

/// What a notice about a membership says besides its kind. Kept encrypted, for the workspace's name
/// is in it.
///
/// @param workspace its name at that moment
/// @param before role until then
/// @param after role from then on, where there is one
public record MembershipNews(String workspace, Role before, Optional<Role> after) {

  /// A name has no line ends.
  String text() {
    return before.word() + "\n" + after.map(Role::word).orElse("") + "\n" + workspace;
  }

  static MembershipNews of(String text) {
    String[] lines = text.split("\n", 3);
    return new MembershipNews(
        lines[2],
        Role.of(lines[0]),
        Optional.of(lines[1]).filter(it -> !it.isEmpty()).map(Role::of));
  }

  @Override
  public String toString() {
    return "MembershipNews[" + before + ", " + after + "]";
  }
}
