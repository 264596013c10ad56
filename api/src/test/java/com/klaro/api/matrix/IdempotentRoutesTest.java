package com.klaro.api.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.Call;
import com.klaro.api.RunningApi;
import com.klaro.api.web.idempotency.IdempotencyKeys;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Route;
import com.klaro.store.identity.People;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each route that says it honours `Idempotency-Key` does. What the mechanism does with leases,
/// failures and time is in `IdempotencyTest`; here it is asked of the product's routes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotentRoutesTest {

  private final RunningApi api = RunningApi.start();
  private final Handle superuser = api.superuser();
  private final Digests digests = new Digests(superuser);
  private final People.Person person = api.people().signedIn("twice@example.com");
  private final String workspace = api.people().workspaceOf(person).toString();

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    superuser.close();
    api.close();
  }

  private List<Row> declared() {
    return api.server().web().inventory().routes().stream()
        .filter(route -> route.answers().idempotent())
        .map(IdempotentRoutesTest::row)
        .toList();
  }

  /// A row names nobody who could be changed or removed: these routes are asked in `MembersApiTest`
  /// and `RepeatedDeletesTest`.
  List<Row> idempotent() {
    return declared().stream()
        .filter(row -> !row.method().equals("DELETE"))
        .filter(row -> !row.path().contains("{accountId}"))
        .toList();
  }

  List<Row> forStrangers() {
    return declared().stream().filter(row -> row.access() == Access.Class.PUBLIC).toList();
  }

  /// By hand, as in `docs/api.md`: a route that no longer says so would not be asked below.
  @Test
  void theRoutesAreThoseOfTheDocument() {
    assertThat(declared())
        .extracting(Row::name)
        .containsExactlyInAnyOrder(
            "POST /v1/signups",
            "POST /v1/password-resets",
            "PATCH /v1/me",
            "POST /v1/me/email",
            "POST /v1/workspaces",
            "PATCH /v1/workspaces/{workspaceId}",
            "PATCH /v1/workspaces/{workspaceId}/members/{accountId}",
            "POST /v1/workspaces/{workspaceId}/invitations",
            "DELETE /v1/me",
            "DELETE /v1/sessions/current",
            "DELETE /v1/sessions/others",
            "DELETE /v1/sessions/{sessionId}",
            "DELETE /v1/workspaces/{workspaceId}",
            "DELETE /v1/workspaces/{workspaceId}/members/{accountId}",
            "DELETE /v1/workspaces/{workspaceId}/invitations/{invitationId}");
  }

  @ParameterizedTest
  @MethodSource("idempotent")
  void aRepeatGetsTheFirstAnswerAndIsNotDoneAgain(Row row) {
    String key = UUID.randomUUID().toString();
    Digest before = digests.ofAll();
    Answer first = send(row, key, row.body());
    assertThat(first.status()).as(first.body()).isEqualTo(row.status());
    assertThat(first.header("Idempotency-Replayed")).isEmpty();
    Digest done = digests.ofAll();
    assertThat(done).isNotEqualTo(before);

    Answer second = send(row, key, row.body());
    assertThat(second.status()).isEqualTo(first.status());
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(digests.ofAll()).isEqualTo(done);
  }

  @ParameterizedTest
  @MethodSource("idempotent")
  void anotherBodyUnderTheKeyIsRefusedAndNotDone(Row row) {
    String key = UUID.randomUUID().toString();
    String other = row.body().replaceFirst("\":\"", "\":\"x");
    assertThat(send(row, key, row.body()).status()).isEqualTo(row.status());
    Digest done = digests.ofAll();
    Answer refused = send(row, key, other);
    assertThat(refused.status()).as(refused.body()).isEqualTo(422);
    assertThat(refused.problem()).isEqualTo("idempotency-mismatch");
    assertThat(digests.ofAll()).isEqualTo(done);
    assertThat(send(row, UUID.randomUUID().toString(), other).status()).isEqualTo(row.status());
  }

  /// Anybody can send it, and nothing counts how often.
  @ParameterizedTest
  @MethodSource("forStrangers")
  void whatAStrangerSaysWrongLeavesNothing(Row row) {
    String key = UUID.randomUUID().toString();
    Digest before = digests.ofAll();
    Answer refused = send(row, key, "{\"email\":\"nobody\"}");
    assertThat(refused.problem()).isEqualTo("invalid-request");
    assertThat(digests.ofAll()).isEqualTo(before);
    assertThat(send(row, key, row.body()).status()).isEqualTo(row.status());
  }

  private Answer send(Row row, String key, String body) {
    Call call = api.call(row.method(), row.at(workspace)).header(IdempotencyKeys.HEADER, key);
    Call from = row.access() == Access.Class.PUBLIC ? call : call.bearer(api.token(person));
    return from.json(body).send();
  }

  private static Row row(Route route) {
    return Rows.of(route)
        .orElseThrow(() -> new AssertionError("No row for " + route.method() + " " + route.path()));
  }
}
