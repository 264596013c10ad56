package com.klaro.sandbox.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Which method and path leads where: an unknown path is 404, a known one with another method 405.
public final class Routes implements Handler {
  private final List<Route> routes = new ArrayList<>();

  private record Route(String method, List<String> pattern, Handler handler) {
    Optional<Map<String, String>> match(List<String> path) {
      if (pattern.size() != path.size()) {
        return Optional.empty();
      }
      Map<String, String> parameters = new HashMap<>();
      for (int i = 0; i < pattern.size(); i++) {
        String wanted = pattern.get(i);
        if (wanted.startsWith("{")) {
          parameters.put(wanted.substring(1, wanted.length() - 1), path.get(i));
        } else if (!wanted.equals(path.get(i))) {
          return Optional.empty();
        }
      }
      return Optional.of(parameters);
    }
  }

  /// `path` may hold `{name}` in the place of a whole segment.
  public Routes on(String method, String path, Handler handler) {
    routes.add(new Route(method, segments(path), handler));
    return this;
  }

  @Override
  public Reply answer(Request request) {
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    TreeSet<String> allowed = new TreeSet<>();
    for (Route route : routes) {
      Optional<Map<String, String>> parameters = route.match(segments(request.path()));
      if (parameters.isPresent() && route.method().equals(method)) {
        return route.handler().answer(request.withParameters(parameters.get()));
      }
      parameters.ifPresent(_ -> allowed.add(route.method()));
    }
    return allowed.isEmpty()
        ? Reply.refused(404, "There is nothing at " + request.path())
        : Reply.refused(405, "Use " + String.join(" or ", allowed) + ".")
            .with("Allow", String.join(", ", allowed));
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }
}
