package com.klaro.api.docs;

import com.klaro.api.web.json.Described;
import com.klaro.api.web.paging.Page;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;

/// What each problem's `type` points to.
@Path("/problems")
@Produces(MediaType.APPLICATION_JSON)
public final class ProblemResource {

  private static final String CACHEABLE = "public, max-age=3600";

  public record Description(
      @Described(example = "last-owner") String name,
      @Described(example = "/problems/last-owner") String type,
      @Described(example = "409") int status,
      @Described(example = "A workspace needs an owner") String title,
      @Described(example = "Make someone else an owner first, or close the workspace.")
          String advice) {

    static Description of(ProblemType type) {
      return new Description(
          type.wireName(), type.path(), type.status(), type.title(), type.advice());
    }
  }

  @GET
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "All problem types", items = Description.class)
  public Response list() {
    List<Description> all = Arrays.stream(ProblemType.values()).map(Description::of).toList();
    return Response.ok(new Page<>(all, null)).header("Cache-Control", CACHEABLE).build();
  }

  @GET
  @Path("/{name}")
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "One problem type", body = Description.class)
  public Response one(@PathParam("name") String name) {
    return Arrays.stream(ProblemType.values())
        .filter(it -> it.wireName().equals(name))
        .findFirst()
        .map(it -> Response.ok(Description.of(it)).header("Cache-Control", CACHEABLE).build())
        .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
  }
}
