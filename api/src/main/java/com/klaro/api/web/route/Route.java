package com.klaro.api.web.route;

import com.klaro.api.web.body.Body;
import com.klaro.api.web.limit.Overload;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.store.tenancy.Role;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// One method on one path, as its resource declares it.
///
/// @param path template, as in `/v1/workspaces/{workspaceId}`
/// @param handler the resource's method; its parameters and return type describe request and answer
public record Route(
    String method, String path, Access.Class access, Role role, Answers answers, Method handler) {

  /// @throws IllegalStateException when the resource's method says not who may call or what it
  ///   answers, or takes a body that would be parsed before the gate
  static Route of(String method, String path, Method handler) {
    String name =
        method
            + " "
            + path
            + " ("
            + handler.getDeclaringClass().getName()
            + "#"
            + handler.getName()
            + ")";
    Access access = handler.getAnnotation(Access.class);
    if (access == null) {
      throw new IllegalStateException("No @Access on " + name);
    }
    Answers answers = handler.getAnnotation(Answers.class);
    if (answers == null) {
      throw new IllegalStateException("No @Answers on " + name);
    }
    if ((access.value() == Access.Class.WEBHOOK) != path.startsWith(Overload.WEBHOOKS)) {
      throw new IllegalStateException(
          "Webhooks, and nothing else, live under " + Overload.WEBHOOKS + ": " + name);
    }
    for (var parameter : handler.getParameters()) {
      if (parameter.getAnnotations().length == 0 && parameter.getType() != Body.class) {
        throw new IllegalStateException("A request body is taken as Body<…> only: " + name);
      }
    }
    return new Route(method, path, access.value(), access.role(), answers, handler);
  }

  public List<Integer> statuses() {
    return Arrays.stream(answers.status()).boxed().toList();
  }

  public boolean takesBody() {
    return Arrays.stream(handler.getParameterTypes()).anyMatch(it -> it == Body.class);
  }

  public List<String> queryParameters() {
    return Arrays.stream(handler.getParameters())
        .map(it -> it.getAnnotation(QueryParam.class))
        .filter(Objects::nonNull)
        .map(QueryParam::value)
        .toList();
  }

  /// All that a client may meet here: what the route declares and what its access class and body
  /// bring with them.
  public Set<ProblemType> problems() {
    Set<ProblemType> all =
        EnumSet.of(
            ProblemType.NOT_ACCEPTABLE,
            ProblemType.TOO_LARGE,
            ProblemType.TOO_MANY_REQUESTS,
            ProblemType.INTERNAL,
            ProblemType.OVERLOADED,
            ProblemType.UNSUPPORTED_MEDIA_TYPE,
            ProblemType.INVALID_REQUEST,
            ProblemType.REQUEST_TIMEOUT,
            ProblemType.URI_TOO_LONG,
            ProblemType.HEADERS_TOO_LARGE);
    if (access.needsToken()) {
      all.add(ProblemType.UNAUTHENTICATED);
    }
    if (access == Access.Class.WORKSPACE || access == Access.Class.STAFF) {
      all.addAll(Set.of(ProblemType.FORBIDDEN, ProblemType.NOT_FOUND));
    }
    if (access == Access.Class.WORKSPACE) {
      all.add(ProblemType.SECOND_FACTOR_ENROLMENT_REQUIRED);
    }
    if (access == Access.Class.WEBHOOK) {
      all.add(ProblemType.INVALID_SIGNATURE);
    }
    if (path.contains("{")) {
      all.add(ProblemType.NOT_FOUND);
    }
    if (answers.idempotent()) {
      all.addAll(Set.of(ProblemType.CONFLICT, ProblemType.IDEMPOTENCY_MISMATCH));
    }
    all.addAll(Arrays.asList(answers.problems()));
    return all;
  }
}
