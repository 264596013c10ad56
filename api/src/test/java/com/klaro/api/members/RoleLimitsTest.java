package com.klaro.api.members;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.People;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.WorkspaceId;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/// Whoever gets another role is told by mail, so nobody gives one without end.
class RoleLimitsTest {

  private static final String[] TURNS = {"agent", "viewer"};

  @Test
  void nobodyIsMailedWithoutEndAndNoOtherAdminIsHeldUp() {
    try (RunningApi api = RunningApi.limited()) {
      People.Person owner = api.people().signedIn("owner@example.com");
      WorkspaceId here = api.people().workspaceOf(owner);
      People.Person admin = joined(api, here, "admin@example.com", Role.ADMIN);
      People.Person member = joined(api, here, "member@example.com", Role.VIEWER);
      People.Person another = joined(api, here, "another@example.com", Role.VIEWER);

      for (int i = 0; i < 10; i++) {
        assertThat(give(api, here, admin, member, TURNS[i % 2]).status()).isEqualTo(200);
      }
      Answer beyond = give(api, here, admin, member, "agent");
      assertThat(beyond.problem()).isEqualTo("too-many-requests");
      assertThat(Integer.parseInt(beyond.header("Retry-After"))).isBetween(1, 360);
      assertThat(mails(api)).isEqualTo(10);

      assertThat(give(api, here, admin, another, "agent").status()).isEqualTo(200);
      assertThat(give(api, here, owner, member, "agent").status()).isEqualTo(200);
      assertThat(give(api, here, another, member, "viewer").problem())
          .as("who may not is not counted")
          .isEqualTo("forbidden");
    }
  }

  private static People.Person joined(RunningApi api, WorkspaceId here, String address, Role role) {
    People.Person person = api.people().signedIn(address);
    api.people().join(here, person, role);
    return person;
  }

  private static Answer give(
      RunningApi api, WorkspaceId here, People.Person by, People.Person who, String role) {
    return api.call("PATCH", "/v1/workspaces/" + here + "/members/" + who.accountId())
        .bearer(api.token(by))
        .json("{\"role\":\"" + role + "\"}")
        .send();
  }

  private static long mails(RunningApi api) {
    try (Handle superuser = api.superuser()) {
      return superuser.select("SELECT count(*) FROM notices").mapTo(Long.class).one();
    }
  }
}
