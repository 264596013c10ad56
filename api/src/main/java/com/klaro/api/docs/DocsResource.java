package com.klaro.api.docs;

import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The description of this API, for people: Swagger UI from our own jar, so nobody else learns who
/// reads it, and with a policy that allows no script but ours.
@Path("/docs")
public final class DocsResource {

  private static final String UI = "/META-INF/resources/webjars/swagger-ui/5.34.1/";

  /// Swagger UI writes style attributes and draws its icons from data URLs; everything else is
  /// refused.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors"
          + " 'none'";

  private record Asset(String resource, String type) {}

  /// A closed list: no path of a request ever becomes the name of a resource.
  private static final Map<String, Asset> ASSETS =
      Map.of(
          "swagger-ui.css", new Asset(UI + "swagger-ui.css", "text/css;charset=utf-8"),
          "swagger-ui-bundle.js",
              new Asset(UI + "swagger-ui-bundle.js", "text/javascript;charset=utf-8"),
          "favicon-32x32.png", new Asset(UI + "favicon-32x32.png", "image/png"),
          "start.js", new Asset("start.js", "text/javascript;charset=utf-8"));

  @GET
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "This API, for people", type = "text/html")
  public Response page() {
    return answer(new Asset("docs.html", "text/html;charset=utf-8"));
  }

  @GET
  @Path("/assets/{name}")
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "Parts of the documentation page", type = "*/*")
  public Response asset(@PathParam("name") String name) {
    Asset asset = ASSETS.get(name);
    if (asset == null) {
      throw Problem.of(ProblemType.NOT_FOUND);
    }
    return answer(asset);
  }

  private static Response answer(Asset asset) {
    try (@Nullable InputStream bytes = DocsResource.class.getResourceAsStream(asset.resource())) {
      if (bytes == null) {
        throw new IllegalStateException("The jar lacks " + asset.resource());
      }
      return Response.ok(bytes.readAllBytes(), asset.type())
          .header("Content-Security-Policy", POLICY)
          .header("Cache-Control", "public, max-age=3600")
          .build();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
