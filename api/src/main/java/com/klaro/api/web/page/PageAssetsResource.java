package com.klaro.api.web.page;

import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.api.web.route.Topic;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/// The looks and the script of every [FormPage]. Not kept by browsers: a page and its script are of
/// one release.
@Path("/pages/assets")
@Topic("What the pages for people are made of.")
public final class PageAssetsResource {

  private static final Assets ASSETS =
      new Assets(PageAssetsResource.class, Map.of("page.css", "page.css", "form.js", "form.js"));

  @GET
  @Path("/{name}")
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "Parts of the pages for people", type = "*/*")
  public Response asset(@PathParam("name") String name) {
    return ASSETS.answer(name).build();
  }
}
