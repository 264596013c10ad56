package com.klaro.api.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.RunningApi;
import com.klaro.api.tokens.nextauth.FrontEnd;
import com.klaro.store.tenancy.Policies;
import com.klaro.store.tenancy.Role;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// S7-3: two locks hold tenants apart, the gate with its predicates and the policies. The matrix
/// runs with both and with the first alone; `PolicyProbeTest` asks the second alone. That the
/// matrix would notice a broken lock is shown by `BrokenGateTest`.
class MatrixTest {

  private final RunningApi api = RunningApi.start();

  @AfterEach
  void close() {
    api.close();
  }

  /// S1-2: a route without a row, or with another access than its row says, is a finding.
  @Test
  void everyRouteKeepsTenantsApart() {
    assertThat(Matrix.findings(api)).isEmpty();
    assertThat(api.server().web().undeclared()).isEmpty();
  }

  /// S3-8: whoever has a front end's secret writes what they like.
  @Test
  void whatAFrontEndClaimsOfItsUsersOpensNothing() {
    FrontEnd front = FrontEnd.of(api);
    try (Handle superuser = api.superuser()) {
      assertThat(
              Matrix.findings(
                  api,
                  person ->
                      front.v5(
                          person,
                          it ->
                              it.claim("isStaff", true)
                                  .claim("role", "owner")
                                  .claim("workspaceId", workspaces(superuser).getFirst())
                                  .claim("workspaces", workspaces(superuser)))))
          .isEmpty();
    }
    assertThat(api.server().web().undeclared()).isEmpty();
  }

  private static List<String> workspaces(Handle superuser) {
    return superuser
        .select("SELECT id::text FROM workspaces ORDER BY id")
        .mapTo(String.class)
        .list();
  }

  /// S1-2: with the other direction, the routes are those that are listed and no others.
  @Test
  void everyRowHasARoute() {
    assertThat(Rows.all().stream().map(Row::name))
        .doesNotHaveDuplicates()
        .isSubsetOf(
            api.server().web().inventory().routes().stream()
                .map(route -> route.method() + " " + route.path())
                .toList());
  }

  /// A new kind of id in a path comes with a real one of another workspace, or the matrix would ask
  /// for what is nowhere.
  @Test
  void anIdOfAKindThatNobodyKnowsIsAFinding() {
    var row =
        Row.workspace("GET", "/v1/workspaces/{workspaceId}/things/{thingId}", Role.VIEWER, "", 404);
    assertThat(Matrix.findingsOfForeignIds(api, row))
        .singleElement()
        .asString()
        .contains("{thingId}", "ForeignIds");
  }

  @Test
  void theGateAloneKeepsTenantsApart() {
    try (Handle superuser = api.superuser()) {
      Policies.off(superuser);
    }
    assertThat(Matrix.findingsInWorkspaces(api)).isEmpty();
  }
}
