package com.klaro.api.docs;

import com.klaro.api.web.page.Assets;
import com.klaro.api.web.page.PagePolicy;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/// The description of this API, for people: Swagger UI from our own jar, so nobody else learns who
/// reads it, and with a policy that allows no script but ours.
@Path("/docs")
public final class DocsResource {

  private static final String UI = "/META-INF/resources/webjars/swagger-ui/5.34.1/";

  /// Swagger UI writes style attributes and draws its icons from data URLs; everything else is
  /// refused.
  private static final String POLICY =
      PagePolicy.strict()
          .with("style-src", "'self' 'unsafe-inline'")
          .with("img-src", "'self' data:")
          .text();

  private static final Assets ASSETS =
      new Assets(
          DocsResource.class,
          Map.of(
              "swagger-ui.css", UI + "swagger-ui.css",
              "swagger-ui-bundle.js", UI + "swagger-ui-bundle.js",
              "favicon-32x32.png", UI + "favicon-32x32.png",
              "start.js", "start.js"));

  @GET
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "This API, for people", type = "text/html")
  public Response page() {
    return cacheable(Assets.file(DocsResource.class, "docs.html"));
  }

  @GET
  @Path("/assets/{name}")
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "Parts of the documentation page", type = "*/*")
  public Response asset(@PathParam("name") String name) {
    return cacheable(ASSETS.answer(name));
  }

  private static Response cacheable(Response.ResponseBuilder answer) {
    return answer
        .header(PagePolicy.HEADER, POLICY)
        .header("Cache-Control", "public, max-age=3600")
        .build();
  }
}
