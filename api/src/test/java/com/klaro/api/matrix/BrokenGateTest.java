package com.klaro.api.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.RunningApi;
import com.klaro.store.tenancy.Policies;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// S7-4: each predicate of the gate is taken away, and the matrix must notice.
class BrokenGateTest {

  private static final String WHOSE =
      "ON m.workspace_id = p_workspace AND m.account_id = s.account_id";

  private final RunningApi api = RunningApi.start();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void aGateThatDoesNotAskWhoIsNoticed() {
    mutateGate("ON m.workspace_id = p_workspace");
    assertThat(Matrix.findingsInWorkspaces(api, BrokenGateTest::isInAForeignOne))
        .anyMatch(BrokenGateTest::isInAForeignOne);
  }

  /// The policies hide this hole: the gate is inside the named workspace when it looks. Without
  /// them it shows.
  @Test
  void aGateThatDoesNotAskWhereIsNoticedWithoutPolicies() {
    mutateGate("ON m.account_id = s.account_id");
    assertThat(Matrix.findingsInWorkspaces(api)).isEmpty();
    withoutPolicies();
    assertThat(Matrix.findingsInWorkspaces(api, BrokenGateTest::isInAForeignOne))
        .anyMatch(BrokenGateTest::isInAForeignOne);
  }

  @Test
  void aGateThatForgetsTheSecondFactorIsNoticed() {
    mutateGate("m.second_factor_required AND NOT a.second_factor", "false");
    assertThat(Matrix.findingsInWorkspaces(api))
        .isNotEmpty()
        .allMatch(it ->
            it.contains("without a second factor")
                || it.contains("strict workspace")
                || it.contains("says what is missing"));
  }

  private static boolean isInAForeignOne(String finding) {
    return finding.contains("in a foreign workspace");
  }

  private void withoutPolicies() {
    try (Handle superuser = api.superuser()) {
      Policies.off(superuser);
    }
  }

  private void mutateGate(String predicate) {
    mutateGate(WHOSE, predicate);
  }

  private void mutateGate(String what, String by) {
    try (Handle superuser = api.superuser()) {
      String gate =
          superuser
              .select("SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname = 'admit'")
              .mapTo(String.class)
              .one();
      assertThat(gate).contains(what);
      superuser.execute(gate.replace(what, by).replace("?", "??"));
    }
  }
}
