package com.klaro.api.docs;

import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Quota;
import com.klaro.api.web.route.Route;
import com.klaro.store.tenancy.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What an operation says in words, from what its route declares.
final class Prose {

  private Prose() {}

  /// Empty where there is nothing to say beyond the summary.
  static String of(Route route) {
    List<String> said = new ArrayList<>();
    if (route.access() == Access.Class.WORKSPACE) {
      said.add("Needs the role " + atLeast(route.role()) + ".");
    }
    said.add(route.answers().note());
    if (route.problems().contains(ProblemType.RECENT_AUTHENTICATION_REQUIRED)) {
      said.add(
          "After 403 `recent-authentication-required`: `POST /v1/sessions/reauthenticate`, whose"
              + " answer replaces all tokens of the session, then the same call again.");
    }
    Quota[] limits = route.answers().limits();
    if (limits.length > 0) {
      said.add(
          "Limits beside the number of requests: "
              + Arrays.stream(limits).map(Quota::words).collect(Collectors.joining("; "))
              + ".");
    }
    String ignored = route.answers().idempotencyNote();
    if (!ignored.isEmpty()) {
      said.add("Idempotency-Key is ignored: " + ignored + ".");
    }
    return said.stream().filter(it -> !it.isEmpty()).collect(Collectors.joining(" "));
  }

  /// The least one first.
  private static String atLeast(Role least) {
    return Arrays.stream(Role.values())
        .filter(role -> role.atLeast(least))
        .map(role -> "`" + role.word() + "`")
        .collect(Collectors.joining(" or "));
  }
}
