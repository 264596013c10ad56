package com.klaro.api.web.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.api.web.SampleResource;
import com.klaro.api.web.TestApp;
import com.klaro.api.web.problem.ProblemType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// S1-2: without saying who may call, no route is served.
class AccessTest {

  @Path("/open")
  public static final class ForgottenResource {
    @GET
    @Answers(summary = "Says not who may call")
    public String open() {
      return "";
    }
  }

  @Path("/silent")
  public static final class SilentResource {
    @GET
    @Access(Access.Class.PUBLIC)
    public String silent() {
      return "";
    }
  }

  @Path("/early")
  public static final class EarlyResource {
    @POST
    @Access(Access.Class.PUBLIC)
    @Answers(summary = "Parses before the gate")
    public String early(String body) {
      return body;
    }
  }

  @Path("/hooks")
  public static final class MisplacedResource {
    @POST
    @Access(Access.Class.WEBHOOK)
    @Answers(summary = "A webhook elsewhere")
    public void take() {}
  }

  @Path("/v1/everybody")
  public static final class StaffResource {
    @GET
    @Access(Access.Class.STAFF)
    @Answers(summary = "For our own people")
    public void everybody() {}
  }

  @Test
  void aRouteThatDeclaresNothingIsNamed() {
    assertThatThrownBy(() -> RouteInventory.of(List.of(ForgottenResource.class)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("No @Access on GET /open");
    assertThatThrownBy(() -> RouteInventory.of(List.of(SilentResource.class)))
        .hasMessageContaining("No @Answers on GET /silent");
    assertThatThrownBy(() -> RouteInventory.of(List.of(EarlyResource.class)))
        .hasMessageContaining("Body<…> only");
    assertThatThrownBy(() -> RouteInventory.of(List.of(MisplacedResource.class)))
        .hasMessageContaining("/webhooks/");
  }

  @Test
  void aResourceRegisteredPastTheInventoryStopsTheBoot() {
    assertThatThrownBy(
            () -> TestApp.with(it -> it.jersey().register(new ForgottenResource())).close())
        .hasStackTraceContaining("without @Access");
  }

  /// A customer's token would do.
  @Test
  void aRouteForStaffStopsTheBootWhileNobodyProvesWhoIsStaff() {
    assertThatThrownBy(() -> TestApp.with(new StaffResource()).close())
        .hasStackTraceContaining("no route is for staff: GET /v1/everybody");
  }

  @Test
  void theInventoryKnowsTemplateAccessAndProblems() {
    Route route =
        RouteInventory.of(List.of(SampleResource.class)).routes().stream()
            .filter(it -> it.access() == Access.Class.WORKSPACE)
            .findFirst()
            .orElseThrow();
    assertThat(route.path()).isEqualTo("/v1/samples/workspaces/{workspaceId}");
    assertThat(route.role().word()).isEqualTo("admin");
    assertThat(route.problems())
        .contains(ProblemType.NOT_FOUND, ProblemType.FORBIDDEN, ProblemType.UNAUTHENTICATED);
  }
}
