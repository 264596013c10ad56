package com.klaro.api.web.route;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;

/// Every route there is. The OpenAPI file, the boot check and the tests read this one list.
public record RouteInventory(List<Route> routes) {

  public RouteInventory {
    routes = List.copyOf(routes);
  }

  /// @throws IllegalStateException naming the first route that does not declare itself
  public static RouteInventory of(Collection<? extends Class<?>> resources) {
    List<Route> routes = new ArrayList<>();
    for (Class<?> resource : resources) {
      Resource model = Resource.from(resource);
      if (model == null) {
        throw new IllegalStateException(resource.getName() + " has no @Path");
      }
      collect(model, "", routes);
    }
    routes.sort(Comparator.comparing(Route::path).thenComparing(Route::method));
    return new RouteInventory(routes);
  }

  /// What a parameter must look like is for the router; a route is named without it.
  private static final Pattern PATTERN = Pattern.compile("\\{ *(\\w+) *:[^}]*}");

  private static void collect(Resource model, String above, List<Route> routes) {
    String path = join(above, model.getPath());
    for (ResourceMethod method : model.getResourceMethods()) {
      routes.add(
          Route.of(
              method.getHttpMethod(),
              PATTERN.matcher(path).replaceAll("{$1}"),
              method.getInvocable().getHandlingMethod()));
    }
    model.getChildResources().forEach(child -> collect(child, path, routes));
  }

  private static String join(String above, String path) {
    return (above + "/" + path).replaceAll("/+", "/").replaceAll("(.)/$", "$1");
  }

  public Optional<Route> of(Method handler) {
    return routes.stream().filter(it -> it.handler().equals(handler)).findFirst();
  }
}
