package com.klaro.api.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.People;
import com.klaro.store.identity.SessionPolicy;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A workspace that asks its members for a second factor. That each of its routes does is in the
/// matrix.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondFactorPolicyTest {

  private static final String ASK = "{\"secondFactorRequired\":true}";
  private static final String LEAVE = "{\"secondFactorRequired\":false}";

  private static int people;

  private final RunningApi api = RunningApi.start();

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void membersWithoutOneAreKeptOutFromTheNextRequestOn() {
    People.Person owner = somebody();
    WorkspaceId workspace = api.people().workspaceOf(owner);
    People.Person member = somebody();
    api.people().join(workspace, member, Role.AGENT);
    api.people().giveSecondFactor(owner);
    assertThat(get(member, workspace).json().path("secondFactorRequired").asBoolean(true))
        .isFalse();

    Answer asked = change(owner, workspace, ASK);
    assertThat(asked.status()).as(asked.body()).isEqualTo(200);
    assertThat(asked.json().path("secondFactorRequired").asBoolean()).isTrue();
    assertThat(asked.json()).isEqualTo(get(owner, workspace).json());

    Answer out = get(member, workspace);
    assertThat(out.status()).isEqualTo(403);
    assertThat(out.problem()).isEqualTo("second-factor-enrolment-required");
    assertThat(api.call("GET", "/v1/me").bearer(api.token(member)).send().body())
        .contains(workspace.toString());
    api.people().giveSecondFactor(member);
    assertThat(get(member, workspace).status()).isEqualTo(200);

    assertThat(change(owner, workspace, LEAVE).json().path("secondFactorRequired").asBoolean(true))
        .isFalse();
    assertThat(acts(owner, workspace))
        .contains("workspace.second-factor-required", "workspace.second-factor-optional");
  }

  @Test
  void whoeverAsksHasOneAndARecentProof() {
    People.Person owner = somebody();
    WorkspaceId workspace = api.people().workspaceOf(owner);
    Answer bare = change(owner, workspace, "{\"name\":\"Renamed\",\"secondFactorRequired\":true}");
    assertThat(bare.problem()).isEqualTo("second-factor-enrolment-required");
    assertThat(get(owner, workspace).text("name")).isEqualTo("A workspace");
    api.people().giveSecondFactor(owner);
    api.clock().advance(SessionPolicy.defaults().recentAuthentication());
    assertThat(change(owner, workspace, ASK).problem()).isEqualTo("recent-authentication-required");
    assertThat(change(owner, workspace, LEAVE).status()).as("as it is").isEqualTo(200);
    People.Person agent = somebody();
    api.people().join(workspace, agent, Role.AGENT);
    api.people().giveSecondFactor(agent);
    assertThat(change(agent, workspace, ASK).problem()).isEqualTo("forbidden");
    People.Person admin = somebody();
    api.people().join(workspace, admin, Role.ADMIN);
    api.people().giveSecondFactor(admin);
    assertThat(
            change(admin, workspace, "{\"name\":\"Both\",\"secondFactorRequired\":true}").status())
        .isEqualTo(200);
    assertThat(get(admin, workspace).text("name")).isEqualTo("Both");
  }

  /// Turned off and on again it is no news, on the same day.
  @Test
  void whoHasNoneIsToldOnceWhenItBegins() {
    People.Person owner = somebody();
    WorkspaceId workspace = api.people().workspaceOf(owner);
    api.people().giveSecondFactor(owner);
    People.Person bare = somebody();
    api.people().join(workspace, bare, Role.VIEWER);
    People.Person armed = somebody();
    api.people().join(workspace, armed, Role.AGENT);
    api.people().giveSecondFactor(armed);
    People.Person elsewhere = somebody();

    for (String body : List.of(ASK, ASK, LEAVE, ASK)) {
      assertThat(change(owner, workspace, body).status()).isEqualTo(200);
    }

    assertThat(notices(bare)).containsExactly("membership-needs-second-factor");
    for (People.Person person : List.of(owner, armed, elsewhere)) {
      assertThat(notices(person)).isEmpty();
    }
    People.Person joined = somebody();
    api.people().join(workspace, joined, Role.VIEWER);
    assertThat(change(owner, workspace, LEAVE).status()).isEqualTo(200);
    assertThat(change(owner, workspace, ASK).status()).isEqualTo(200);
    assertThat(notices(joined)).as("who came since").hasSize(1);
    assertThat(notices(bare)).hasSize(1);
  }

  /// Before they are kept out; of others' accounts a member without that role learns nothing.
  @Test
  void adminsSeeWhoWouldBeKeptOut() {
    People.Person owner = somebody();
    WorkspaceId workspace = api.people().workspaceOf(owner);
    api.people().giveSecondFactor(owner);
    People.Person admin = somebody();
    api.people().join(workspace, admin, Role.ADMIN);
    People.Person agent = somebody();
    api.people().join(workspace, agent, Role.AGENT);

    for (People.Person person : List.of(owner, admin)) {
      assertThat(factors(person, workspace)).containsExactlyInAnyOrder("true", "false", "false");
    }
    assertThat(factors(agent, workspace)).containsExactly("null", "null", "null");
  }

  private List<String> factors(People.Person by, WorkspaceId workspace) {
    List<String> found = new ArrayList<>();
    api.call("GET", "/v1/workspaces/" + workspace + "/members")
        .bearer(api.token(by))
        .send()
        .json()
        .path("items")
        .forEach(item -> found.add(item.path("secondFactor").toString()));
    return found;
  }

  private List<String> notices(People.Person person) {
    try (Handle superuser = api.superuser()) {
      return superuser
          .select("SELECT kind FROM notices WHERE account_id = ?", person.accountId().value())
          .mapTo(String.class)
          .list();
    }
  }

  /// The fields of the contract, and no more, where many are shown.
  @Test
  void theListSaysNothingOfIt() {
    People.Person owner = somebody();
    Object _ = api.people().workspaceOf(owner);
    Answer list = api.call("GET", "/v1/workspaces").bearer(api.token(owner)).send();
    assertThat(list.json().path("items").path(0).properties())
        .extracting(java.util.Map.Entry::getKey)
        .containsExactlyInAnyOrder("id", "name", "country", "role", "createdAt");
  }

  private People.Person somebody() {
    return api.people().signedIn("policy" + people++ + "@example.com");
  }

  private Answer get(People.Person who, WorkspaceId workspace) {
    return api.call("GET", "/v1/workspaces/" + workspace).bearer(api.token(who)).send();
  }

  private String acts(People.Person who, WorkspaceId workspace) {
    return api.call("GET", "/v1/workspaces/" + workspace + "/audit-events")
        .bearer(api.token(who))
        .send()
        .body();
  }

  private Answer change(People.Person who, WorkspaceId workspace, String body) {
    return api.call("PATCH", "/v1/workspaces/" + workspace)
        .bearer(api.token(who))
        .json(body)
        .send();
  }
}
