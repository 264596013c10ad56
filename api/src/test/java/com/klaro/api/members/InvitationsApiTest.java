package com.klaro.api.members;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.Columns;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.AccountDesk;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.People;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.SessionId;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvitationsApiTest {

  private final RunningApi api = RunningApi.start();
  private int people;
  private People.Person owner = someone();
  private WorkspaceId workspace = api.people().workspaceOf(owner);

  @BeforeEach
  void anew() {
    owner = someone();
    workspace = api.people().workspaceOf(owner);
  }

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void whoIsInvitedJoinsWithTheLinkOnce() {
    String address = address();
    Answer invited = invite(owner, address, "agent");
    assertThat(invited.status()).isEqualTo(201);
    assertThat(invited.text("email")).isEqualTo(address);
    assertThat(invited.text("invitedBy")).isEqualTo(owner.accountId().toString());
    assertThat(list(owner).json().path("items").path(0)).isEqualTo(invited.json());
    String link = link(invited);

    String token = signedUp(address);
    Answer joined = accept(token, link);
    assertThat(joined.status()).isEqualTo(200);
    assertThat(joined.text("role")).isEqualTo("agent");
    assertThat(joined.text("id")).isEqualTo(workspace.toString());
    assertThat(joined.json().path("secondFactorRequired").asBoolean(true)).isFalse();
    assertThat(api.call("GET", path("")).bearer(token).send().text("role")).isEqualTo("agent");
    assertThat(list(owner).json().path("items")).isEmpty();
    assertThat(accept(token, link).problem()).isEqualTo("invalid-token");
    assertThat(actions()).startsWith("member.joined", "member.invited");
    assertThat(outbox(invited)).containsExactly("start", "signal");
  }

  @Test
  void whoJoinsLearnsThatASecondFactorIsAsked() {
    String address = address();
    String link = link(invite(owner, address, "agent"));
    api.people().requireSecondFactor(workspace);
    String token = signedUp(address);
    Answer joined = accept(token, link);
    assertThat(joined.status()).as(joined.body()).isEqualTo(200);
    assertThat(joined.json().path("secondFactorRequired").asBoolean()).isTrue();
    assertThat(api.call("GET", path("")).bearer(token).send().problem())
        .isEqualTo("second-factor-enrolment-required");
  }

  @Test
  void rowsHoldTheHashOfALinkAndNoAddress() {
    String address = address();
    String link = link(invite(owner, address, "agent"));
    var columns = new Columns(api);
    columns.holdOnlyTheHashOf(link, "invitation_tokens.token_hash");
    columns.holdNothingOf(address);
  }

  /// Whatever is wrong, the answer is the same: nobody learns from it whose link they hold.
  @Test
  void onlyTheOwnerOfTheAddressGetsIn() {
    String address = address();
    Answer invited = invite(owner, address, "admin");
    String link = link(invited);
    String other = signedUp(address());
    Answer wrong = accept(other, link);
    assertThat(wrong.problem()).isEqualTo("invalid-token");
    char last = link.charAt(link.length() - 1);
    String forged = link.substring(0, link.length() - 1) + (last == 'A' ? 'B' : 'A');
    WorkspaceId second = api.people().workspaceOf(owner);
    String elsewhere = InvitationLinks.of(api, second, invite(second, owner, address(), "viewer"));
    String right = signedUp(address);
    for (String token : List.of("", "kli_", forged, link + "A", elsewhere)) {
      assertThat(accept(right, token).bytes()).as(token).isEqualTo(wrong.bytes());
    }
    assertThat(accept(right, link).status()).as("it was not used up by them").isEqualTo(200);
  }

  @Test
  void aNewerInvitationVoidsTheOlderAndSoDoWithdrawingAndTime() {
    String address = address();
    String token = signedUp(address);
    Answer first = invite(owner, address, "viewer");
    String older = link(first);
    String newer = link(invite(owner, address.toUpperCase(Locale.ROOT), "agent"));
    assertThat(list(owner).json().path("items")).hasSize(1);
    assertThat(accept(token, older).problem()).isEqualTo("invalid-token");
    assertThat(outbox(first)).as("its workflow ends").containsExactly("start", "signal");
    assertThat(accept(token, newer).text("role")).isEqualTo("agent");

    Answer withdrawn = invite(owner, address(), "viewer");
    String dead = link(withdrawn);
    assertThat(withdraw(owner, withdrawn).status()).isEqualTo(204);
    assertThat(withdraw(owner, withdrawn).status()).isEqualTo(404);
    assertThat(accept(signedUp(withdrawn.text("email")), dead).problem())
        .isEqualTo("invalid-token");

    String late = address();
    String over = link(invite(owner, late, "viewer"));
    api.clock().advance(Duration.ofDays(7));
    assertThat(accept(signedUp(late), over).problem()).isEqualTo("invalid-token");
    People.Person again = api.people().signedIn(address());
    api.people().join(workspace, again, Role.ADMIN);
    assertThat(list(again).json().path("items")).isEmpty();
  }

  @ParameterizedTest(name = "{0} invites {1}: {2}")
  @CsvSource({
    "owner, owner, 201",
    "owner, viewer, 201",
    "admin, admin, 201",
    "admin, owner, 403",
    "agent, viewer, 403",
    "viewer, viewer, 403"
  })
  void aRoleIsOfferedByWhoMayGiveIt(String caller, String role, int status) {
    assertThat(invite(member(caller), address(), role).status()).isEqualTo(status);
  }

  @Test
  void ownersAreInvitedByWhoHasJustProvedWhoTheyAre() {
    api.clock().advance(Duration.ofMinutes(10));
    assertThat(invite(owner, address(), "owner").problem())
        .isEqualTo("recent-authentication-required");
    assertThat(invite(owner, address(), "admin").status()).isEqualTo(201);
  }

  /// Else who is about to be removed could ask themselves back in.
  @Test
  void whatSomebodyMayNoLongerPromiseIsVoid() {
    People.Person admin = member("admin");
    String address = address();
    String link = link(invite(admin, address, "admin"));
    assertThat(
            api.call("DELETE", path("/members/" + admin.accountId()))
                .bearer(api.token(owner))
                .send()
                .status())
        .isEqualTo(204);
    assertThat(accept(signedUp(address), link).problem()).isEqualTo("invalid-token");

    People.Person second = member("owner");
    Answer asOwner = invite(second, address(), "owner");
    Answer asAdmin = invite(second, address(), "agent");
    assertThat(
            api.call("PATCH", path("/members/" + second.accountId()))
                .bearer(api.token(owner))
                .json("{\"role\":\"admin\"}")
                .send()
                .status())
        .isEqualTo(200);
    assertThat(list(owner).json().path("items"))
        .extracting(item -> item.path("id").asText())
        .containsExactly(asAdmin.text("id"))
        .doesNotContain(asOwner.text("id"));
  }

  @Test
  void whoIsShutOutLetsNobodyIn() {
    People.Person admin = member("admin");
    String address = address();
    String link = link(invite(admin, address, "admin"));
    String token = signedUp(address);
    var desk =
        new AccountDesk(
            api.store().database(),
            new AddressIndex(api.store().key(AddressIndex.SECRET)),
            api.store().audit(),
            api.clock());
    assertThat(desk.disable(admin.accountId())).isTrue();
    assertThat(accept(token, link).problem()).isEqualTo("invalid-token");
    assertThat(desk.enable(admin.accountId())).isTrue();
    assertThat(accept(token, link).status()).isEqualTo(200);
  }

  @Test
  void anAdminDoesNotTouchWhatOnlyOwnersMake() {
    Answer invited = invite(owner, address(), "owner");
    People.Person admin = member("admin");
    Answer withdrawn = withdraw(admin, invited);
    Answer voided = invite(admin, invited.text("email"), "viewer");
    for (Answer refused : List.of(withdrawn, voided, invite(admin, address(), "owner"))) {
      assertThat(refused.problem()).isEqualTo("forbidden");
      assertThat(refused.text("detail")).endsWith("needs the role `owner`.");
    }
    assertThat(withdraw(owner, invited).status()).isEqualTo(204);
  }

  @Test
  void aMemberIsNotInvitedAndKeepsTheirRole() {
    String address = address();
    String token = signedUp(address);
    String first = link(invite(owner, address, "viewer"));
    assertThat(accept(token, first).status()).isEqualTo(200);
    assertThat(invite(owner, address, "admin").problem()).isEqualTo("conflict");
    assertThat(api.call("GET", path("")).bearer(token).send().text("role")).isEqualTo("viewer");
  }

  @Test
  void whoBelongsToAsManyWorkspacesAsOneMayKeepsTheirLink() {
    String address = address();
    String link = link(invite(owner, address, "agent"));
    String token = signedUp(address);
    People.Person full = whose(token);
    List<WorkspaceId> others = api.people().joinAll(full);
    assertThat(accept(token, link).problem()).isEqualTo("too-many-workspaces");

    api.people().remove(others.getFirst(), full);
    assertThat(accept(token, link).status()).isEqualTo(200);
    String again = link(invite(owner, address(), "agent"));
    assertThat(accept(token, again).problem()).as("somebody else's").isEqualTo("invalid-token");
    assertThat(accept(token, link).problem()).as("used up").isEqualTo("invalid-token");
  }

  @Test
  void ofManyWhoUseALinkAtOnceOneJoins() throws Exception {
    String address = address();
    String link = link(invite(owner, address, "agent"));
    String token = signedUp(address);
    List<Callable<Answer>> calls =
        Stream.<Callable<Answer>>generate(() -> () -> accept(token, link)).limit(12).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int joined = 0;
      for (Future<Answer> done : threads.invokeAll(calls)) {
        assertThat(done.get().status()).isIn(200, 400);
        joined += done.get().status() == 200 ? 1 : 0;
      }
      assertThat(joined).isOne();
    }
    assertThat(actions().stream().filter("member.joined"::equals)).hasSize(1);
  }

  @Test
  void invitationsToOneAddressAtOnceLeaveOne() throws Exception {
    String address = address();
    List<Callable<Answer>> calls =
        Stream.<Callable<Answer>>generate(() -> () -> invite(owner, address, "agent"))
            .limit(8)
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> done : threads.invokeAll(calls)) {
        assertThat(done.get().status()).isEqualTo(201);
      }
    }
    assertThat(list(owner).json().path("items")).hasSize(1);
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThat(invite(owner, "nobody", "agent").field()).isEqualTo("email");
    assertThat(invite(owner, address(), "king").field()).isEqualTo("role");
  }

  @Test
  void ofAClosedWorkspaceNoInvitationIsLeft() {
    Answer invited = invite(owner, address(), "agent");
    String link = link(invited);
    assertThat(link).startsWith("kli_");
    assertThat(api.call("DELETE", path("")).bearer(api.token(owner)).send().status())
        .isEqualTo(204);
    try (Handle superuser = api.superuser()) {
      for (String table : List.of("invitations", "invitation_tokens")) {
        assertThat(
                superuser
                    .select(
                        "SELECT count(*) FROM " + table + " WHERE workspace_id = ?",
                        workspace.value())
                    .mapTo(Integer.class)
                    .one())
            .as(table)
            .isZero();
      }
    }
  }

  private String address() {
    return "invited" + people++ + "@example.com";
  }

  private People.Person someone() {
    return api.people().signedIn("inviter" + people++ + "@example.com");
  }

  private People.Person member(String role) {
    People.Person person = someone();
    api.people().join(workspace, person, Role.of(role));
    return person;
  }

  /// An account made as people make theirs, so that it is found by its address.
  private String signedUp(String address) {
    String link = api.mailedToken(api.signup(address));
    return api.complete(link, "Invited One", "a rather long password").text("accessToken");
  }

  private People.Person whose(String token) {
    String account =
        api.call("GET", "/v1/me").bearer(token).send().json().at("/account/id").asText();
    var member =
        new Actor.Member(new AccountId(UUID.fromString(account)), new SessionId(UUID.randomUUID()));
    return new People.Person(member, "none");
  }

  private Answer invite(People.Person by, String address, String role) {
    return invite(workspace, by, address, role);
  }

  private Answer invite(WorkspaceId to, People.Person by, String address, String role) {
    return api.call("POST", "/v1/workspaces/" + to + "/invitations")
        .bearer(api.token(by))
        .json("{\"email\":\"" + address + "\",\"role\":\"" + role + "\"}")
        .send();
  }

  private Answer list(People.Person by) {
    return api.call("GET", path("/invitations")).bearer(api.token(by)).send();
  }

  private Answer withdraw(People.Person by, Answer invited) {
    return api.call("DELETE", path("/invitations/" + invited.text("id")))
        .bearer(api.token(by))
        .send();
  }

  private Answer accept(String bearer, String token) {
    return api.call("POST", "/v1/invitations/accept")
        .bearer(bearer)
        .json("{\"token\":\"" + token + "\"}")
        .send();
  }

  private String link(Answer invited) {
    return InvitationLinks.of(api, workspace, invited);
  }

  private String path(String under) {
    return "/v1/workspaces/" + workspace + under;
  }

  private List<String> actions() {
    try (Handle superuser = api.superuser()) {
      return superuser
          .select(
              "SELECT action FROM audit_events WHERE workspace_id = ? ORDER BY seq DESC",
              workspace.value())
          .mapTo(String.class)
          .list();
    }
  }

  private List<String> outbox(Answer invited) {
    try (Handle superuser = api.superuser()) {
      return superuser
          .select(
              "SELECT kind FROM outbox WHERE workflow_id = ? ORDER BY id",
              "members/invitation/" + invited.text("id"))
          .mapTo(String.class)
          .list();
    }
  }
}
