package com.klaro.api;

import com.klaro.api.docs.DocsResource;
import com.klaro.api.docs.OpenApi;
import com.klaro.api.docs.OpenApiResource;
import com.klaro.api.docs.ProblemResource;
import com.klaro.api.tokens.JwksResource;
import com.klaro.api.web.page.PageAssetsResource;
import com.klaro.api.web.route.RouteInventory;
import java.util.ArrayList;
import java.util.List;

/// The same document that `/openapi.json` serves, for the build, which has nothing to serve from.
public final class ApiDocument {

  private ApiDocument() {}

  /// OpenAPI 3.1, in a stable order.
  public static String json() {
    List<Class<?>> types =
        new ArrayList<>(
            List.of(
                ProblemResource.class,
                DocsResource.class,
                OpenApiResource.class,
                PageAssetsResource.class,
                JwksResource.class));
    types.addAll(Features.types());
    return OpenApi.json(RouteInventory.of(types));
  }
}
