package com.klaro.api.members;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.Columns;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.MembershipNews;
import com.klaro.store.identity.NoticeWriter;
import com.klaro.store.identity.People;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.identity.NoticeId;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Whoever is told what somebody else did with their membership, and whoever is not.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MemberNoticesTest {

  private final RunningApi api = RunningApi.start();
  private int people;
  private final People.Person owner = someone();
  private final WorkspaceId workspace = api.people().workspaceOf(owner);

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void anotherRoleIsToldOnceAndTheSameAgainIsNot() {
    People.Person member = member(Role.VIEWER);
    assertThat(give(owner, member, "agent").status()).isEqualTo(200);
    assertThat(give(owner, member, "agent").status()).isEqualTo(200);

    assertThat(news(member))
        .containsExactly("MEMBERSHIP_CHANGED VIEWER Optional[AGENT] A workspace");
    assertThat(news(owner)).isEmpty();
    assertThat(starts(member)).isOne();
    new Columns(api).holdNothingOf("A workspace");
  }

  @Test
  void whoIsRemovedIsToldAndWhoLeavesIsNot() {
    People.Person removed = member(Role.ADMIN);
    People.Person leaving = member(Role.AGENT);
    assertThat(remove(owner, removed).status()).isEqualTo(204);
    assertThat(remove(leaving, leaving).status()).isEqualTo(204);

    assertThat(news(removed)).containsExactly("MEMBERSHIP_ENDED ADMIN Optional.empty A workspace");
    assertThat(news(leaving)).isEmpty();
  }

  @Test
  void whoStepsDownIsNotToldAndNobodyIsOfWhatWasRefused() {
    People.Person admin = member(Role.ADMIN);
    People.Person stranger = someone();
    assertThat(give(admin, owner, "viewer").problem()).isEqualTo("forbidden");
    assertThat(remove(admin, owner).problem()).isEqualTo("forbidden");
    assertThat(remove(owner, stranger).problem()).isEqualTo("not-found");
    assertThat(give(admin, admin, "viewer").status()).isEqualTo(200);

    for (People.Person person : List.of(owner, admin, stranger)) {
      assertThat(news(person)).isEmpty();
    }
  }

  /// As the activity reads it that mails it.
  private List<String> news(People.Person person) {
    var notices = new NoticeWriter(api.store().database(), api.store().settings().master());
    return ids(person).stream()
        .map(id -> notices.due(new NoticeId(id)).orElseThrow())
        .map(due -> due.news().map(it -> describe(due, it)).orElseThrow())
        .toList();
  }

  private static String describe(NoticeWriter.Due due, MembershipNews news) {
    return due.kind() + " " + news.before() + " " + news.after() + " " + news.workspace();
  }

  private List<UUID> ids(People.Person person) {
    try (Handle superuser = api.superuser()) {
      return superuser
          .select(
              "SELECT id FROM notices WHERE account_id = ? ORDER BY id", person.accountId().value())
          .mapTo(UUID.class)
          .list();
    }
  }

  private int starts(People.Person person) {
    try (Handle superuser = api.superuser()) {
      return superuser
          .select(
              "SELECT count(*) FROM outbox o JOIN notices n ON o.workflow_id LIKE '%' || n.id"
                  + " WHERE n.account_id = ?",
              person.accountId().value())
          .mapTo(Integer.class)
          .one();
    }
  }

  private Answer give(People.Person by, People.Person who, String role) {
    return api.call("PATCH", path(who))
        .bearer(api.token(by))
        .json("{\"role\":\"%s\"}".formatted(role))
        .send();
  }

  private Answer remove(People.Person by, People.Person who) {
    return api.call("DELETE", path(who)).bearer(api.token(by)).send();
  }

  private String path(People.Person who) {
    return "/v1/workspaces/" + workspace + "/members/" + who.accountId();
  }

  private People.Person member(Role role) {
    People.Person person = someone();
    api.people().join(workspace, person, role);
    return person;
  }

  private People.Person someone() {
    return api.people().signedIn("told" + people++ + "@example.com");
  }
}
