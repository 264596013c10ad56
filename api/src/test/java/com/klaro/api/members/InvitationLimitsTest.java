package com.klaro.api.members;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.Call;
import com.klaro.api.RunningApi;
import com.klaro.store.Store;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.identity.People;
import com.klaro.store.members.InvitationLimits;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// How many are invited: from a workspace, by one person, to one address.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvitationLimitsTest {

  private final RunningApi limited = RunningApi.limited();

  @AfterAll
  void close() {
    limited.close();
  }

  @Test
  void oneAddressIsNotMailedWithoutEnd() {
    People.Person maker = limited.people().signedIn("maker@example.com");
    WorkspaceId here = limited.people().workspaceOf(maker);
    Call call =
        limited
            .call("POST", "/v1/workspaces/" + here + "/invitations")
            .bearer(limited.token(maker))
            .json("{\"email\":\"much@example.com\",\"role\":\"agent\"}");
    for (int i = 0; i < 10; i++) {
      assertThat(call.send().status()).isEqualTo(201);
    }
    Answer last = call.send();
    assertThat(last.problem()).isEqualTo("too-many-requests");
    assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 3600);
  }

  /// Else nobody could mail the address any more for invitations that were never sent.
  @Test
  void whatIsRefusedCountsForNoAddress() {
    People.Person maker = limited.people().signedIn("refused@example.com");
    WorkspaceId here = limited.people().workspaceOf(maker);
    limited.clock().advance(Duration.ofMinutes(10));
    for (int i = 0; i < 10; i++) {
      assertThat(inviteTo(here, maker, "victim@example.com", "owner").problem())
          .isEqualTo("recent-authentication-required");
    }
    assertThat(inviteTo(here, maker, "victim@example.com", "agent").status()).isEqualTo(201);
  }

  /// Asked and counted in one: else as many get through as ask at once.
  @Test
  void howeverManyAskAtOnceOneAddressGetsTen() throws Exception {
    List<Callable<Integer>> calls =
        IntStream.range(0, 16)
            .mapToObj(i -> limited.people().signedIn("crowd" + i + "@example.com"))
            .<Callable<Integer>>map(maker -> () -> inviteIn(maker, "crowded@example.com").status())
            .toList();
    List<Integer> statuses = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> done : threads.invokeAll(calls)) {
        statuses.add(done.get());
      }
    }
    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(10);
    assertThat(statuses.stream().filter(status -> status == 429)).hasSize(6);
  }

  /// Whoever has sent all of one workspace's makes another one, and as many as they like.
  @Test
  void anotherWorkspaceIsNoNewQuota() {
    Store store = limited.store();
    var limits =
        new InvitationLimits(store.limits(), new AddressIndex(store.key(AddressIndex.SECRET)), 0.1);
    var maker = new AccountId(UUID.randomUUID());
    for (int i = 0; i < 10; i++) {
      assertThat(limits.take(workspace(), maker, guest(i))).isEmpty();
    }
    assertThat(limits.take(workspace(), maker, guest(10)))
        .contains(Duration.ofDays(1).dividedBy(10));
    assertThat(limits.take(workspace(), new AccountId(UUID.randomUUID()), guest(10)))
        .as("a refused one counts nowhere")
        .isEmpty();
  }

  private static WorkspaceId workspace() {
    return new WorkspaceId(UUID.randomUUID());
  }

  private static EmailAddress guest(int number) {
    return new EmailAddress("guest" + number + "@example.com");
  }

  /// In a workspace of its own.
  private Answer inviteIn(People.Person by, String address) {
    return inviteTo(limited.people().workspaceOf(by), by, address, "agent");
  }

  private Answer inviteTo(WorkspaceId workspace, People.Person by, String address, String role) {
    return limited
        .call("POST", "/v1/workspaces/" + workspace + "/invitations")
        .bearer(limited.token(by))
        .json("{\"email\":\"" + address + "\",\"role\":\"" + role + "\"}")
        .send();
  }
}
