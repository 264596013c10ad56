package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.database.LockQueue;
import com.klaro.store.identity.AccountDesk;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.identity.PasswordResetWriter;
import com.klaro.store.identity.ResetMailDue;
import com.klaro.workflows.identity.PasswordResetId;
import com.klaro.workflows.tenancy.AccountId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/// Two acts on one account at once, in an order that a third party sets: it holds a row that the
/// first waits for until the second is under way too.
class AccountTurnsTest extends EmailWishes {

  private static final String CREDENTIALS = "SELECT 1 FROM credentials FOR UPDATE";
  private static final String LIMITS = "SELECT 1 FROM limit_buckets FOR UPDATE";

  @Test
  void whoSignsInWhileTheyAreShutOutIsOut() throws Exception {
    Object _ = newcomer("late@example.com");
    AccountId id = desk().find(new EmailAddress("late@example.com")).orElseThrow();
    List<Object> ended =
        inOrder(CREDENTIALS, List.of(() -> desk().disable(id), () -> login("late@example.com")));
    assertThat(ended.get(0)).isEqualTo(true);
    assertThat(((Answer) ended.get(1)).status()).isEqualTo(401);
  }

  /// Whoever knows the password and the address that is left would learn the new one.
  @Test
  void whoSignsInByTheOldAddressWhileItIsLeftIsOut() throws Exception {
    Answer owner = newcomer("left@example.com");
    Links links = links(owner, "found@example.com");
    assertThat(confirm(links.toOld()).status()).isEqualTo(204);
    List<Object> ended =
        inOrder(
            CREDENTIALS, List.of(() -> confirm(links.toNew()), () -> login("left@example.com")));
    assertThat(ended).extracting(it -> ((Answer) it).status()).containsExactly(204, 401);
    assertThat(email(owner)).isEqualTo("found@example.com");
  }

  @Test
  void aPasswordIsNotChangedOnceItsOwnerIsShutOut() throws Exception {
    Answer session = newcomer("changes@example.com");
    AccountId id = desk().find(new EmailAddress("changes@example.com")).orElseThrow();
    List<Object> ended =
        inOrder(
            CREDENTIALS,
            List.of(
                () -> desk().disable(id),
                () ->
                    api.call("POST", "/v1/me/password")
                        .bearer(session.text("accessToken"))
                        .json(
                            "{\"currentPassword\":\"%s\",\"newPassword\":\"violet anvils hum 77\"}"
                                .formatted(PASSWORD))
                        .send()));
    assertThat(((Answer) ended.get(1)).status()).isEqualTo(401);
    assertThat(acts(session)).doesNotContain("password.changed");
  }

  /// A link whose password was long enough when it was looked at, and is not any more.
  @Test
  void aLinkIsKeptWhereTheSecondFactorGoesMeanwhile() throws Exception {
    Enrolled owner = Enrolled.of(api, "shortened@example.com");
    String link = api.resetToken(owner.email());
    String id = owner.session().json().at("/account/id").asText();
    List<Object> answers =
        inOrder(
            "SELECT 1 FROM credentials WHERE account_id = '%s' FOR UPDATE".formatted(id),
            List.of(() -> redeem(link, "eightlet")),
            "UPDATE accounts SET second_factor = false WHERE id = '%s'".formatted(id));
    assertThat(((Answer) answers.getFirst()).body()).contains("at least 15 characters");
    assertThat(redeem(link, "a long enough one instead").status()).isEqualTo(204);
  }

  @Test
  void whoseAccountGoesMeanwhileIsRefused() throws Exception {
    for (Meanwhile act :
        List.<Meanwhile>of(
            one -> one.login(one.recoveryCodes().getFirst()),
            one -> one.reauthenticate(one.recoveryCodes().getFirst()),
            one ->
                api.call("GET", "/v1/me/export").bearer(one.session().text("accessToken")).send(),
            one -> delete(one.session(), "/v1/sessions/others"))) {
      Enrolled one = Enrolled.of(api, "goes" + UUID.randomUUID() + "@example.com");
      closeWorkspace(one.session());
      List<Object> ended =
          inOrder(CREDENTIALS, List.of(() -> delete(one.session(), "/v1/me"), () -> act.of(one)));
      assertThat(((Answer) ended.get(0)).status()).isEqualTo(202);
      assertThat(((Answer) ended.get(1)).status()).isEqualTo(401);
    }
  }

  /// Looks at the account first, and then at its second factor.
  @Test
  void whoAsksWhoTheyAreWhileTheyGoIsSignedOut() throws Exception {
    Answer session = newcomer("who@example.com");
    closeWorkspace(session);
    List<Object> ended =
        inOrder(
            "LOCK TABLE recovery_codes",
            List.of(() -> me(session)),
            "DELETE FROM accounts WHERE id = '" + account(session) + "'");
    assertThat(((Answer) ended.getFirst()).status()).isEqualTo(401);
  }

  private interface Meanwhile {
    Answer of(Enrolled one);
  }

  /// The letter has its request and wants the older links, and whoever goes has those and wants the
  /// request.
  @Test
  void aLinkThatIsBeingMailedDoesNotHoldUpADeletion() throws Exception {
    Answer session = newcomer("mailed@example.com");
    closeWorkspace(session);
    assertThat(api.resetToken("mailed@example.com")).isNotEmpty();
    assertThat(api.post("/v1/password-resets", "{\"email\":\"mailed@example.com\"}").status())
        .isEqualTo(202);
    PasswordResetId newest = newestReset();
    var writer =
        new PasswordResetWriter(
            api.store().database(),
            api.store().settings().master(),
            new SecureRandom(),
            api.clock());
    List<Object> ended =
        inOrder(
            "SELECT 1 FROM password_resets WHERE id = '" + newest.value() + "' FOR UPDATE",
            List.of(
                () -> writer.prepareMail(newest, RunningApi.RESET_LIFE),
                () -> delete(session, "/v1/me")));
    assertThat(ended.get(0)).isInstanceOf(ResetMailDue.Link.class);
    assertThat(((Answer) ended.get(1)).status()).isEqualTo(202);
  }

  @Test
  void twoWhoWishForEachOthersAddressDoNotWaitForEachOther() throws Exception {
    Answer one = newcomer("one@example.com");
    Answer other = newcomer("other@example.com");
    List<Object> ended =
        inOrder(
            LIMITS,
            List.of(() -> ask(one, "other@example.com"), () -> ask(other, "one@example.com")));
    assertThat(ended).extracting(it -> ((Answer) it).status()).containsOnly(202);
  }

  @Test
  void noWishOutlivesItsSessionWhichEndsAtTheSameMoment() throws Exception {
    Answer owner = newcomer("ends@example.com");
    Answer thief = login("ends@example.com");
    List<Object> ended =
        inOrder(
            LIMITS,
            List.of(
                () -> ask(thief, "thief@example.com"), () -> delete(owner, "/v1/sessions/others")));
    assertThat(ended).extracting(it -> ((Answer) it).status()).containsExactly(202, 204);
    assertThat(rows(owner)).isZero();
  }

  @Test
  void aWishGoesAlongWithASessionThatIsProvedAnew() {
    Answer owner = newcomer("along@example.com");
    Answer thief = reauthenticated(wishing(login("along@example.com"), "gone@example.com"));
    String ends = me(thief).json().path("sessionId").asText();
    assertThat(delete(owner, "/v1/sessions/" + ends).status()).isEqualTo(204);
    assertThat(rows(owner)).isZero();

    Answer renewed = reauthenticated(wishing(owner, "kept@example.com"));
    Links links = linksOf(newest());
    assertThat(confirm(links.toOld()).status()).isEqualTo(204);
    assertThat(confirm(links.toNew()).status()).isEqualTo(204);
    assertThat(email(renewed)).as("who asked stays signed in").isEqualTo("kept@example.com");
  }

  @Test
  void itGoesAlongWithAPasskeyToo() {
    PasskeyOwner owner = PasskeyOwner.of(api, "passkey@example.com");
    Answer renewed = owner.stepUp(wishing(owner.session(), "key@example.com"), owner.passkey());
    Links links = linksOf(newest());
    assertThat(confirm(links.toOld()).status()).isEqualTo(204);
    assertThat(confirm(links.toNew()).status()).isEqualTo(204);
    assertThat(email(renewed)).isEqualTo("key@example.com");
  }

  private Answer wishing(Answer session, String wished) {
    assertThat(ask(session, wished).status()).isEqualTo(202);
    return session;
  }

  private Answer reauthenticated(Answer session) {
    return api.call("POST", "/v1/sessions/reauthenticate")
        .bearer(session.text("accessToken"))
        .json("{\"password\":\"%s\"}".formatted(PASSWORD))
        .send();
  }

  private void closeWorkspace(Answer session) {
    String workspace = session.json().path("workspaces").path(0).path("id").asText();
    assertThat(delete(session, "/v1/workspaces/" + workspace).status()).isEqualTo(204);
  }

  private AccountDesk desk() {
    return new AccountDesk(
        api.store().database(),
        new AddressIndex(api.store().key(AddressIndex.SECRET)),
        api.store().audit(),
        api.clock());
  }

  private PasswordResetId newestReset() {
    try (Handle handle = api.superuser()) {
      return new PasswordResetId(
          handle
              .select("SELECT id FROM password_resets ORDER BY id DESC LIMIT 1")
              .mapTo(UUID.class)
              .one());
    }
  }

  private List<Object> inOrder(String held, List<Callable<Object>> acts) throws Exception {
    return inOrder(held, acts, "SELECT 1");
  }

  /// Each begins once those before it wait, or have ended.
  ///
  /// @param last what is done before the others may go on
  private List<Object> inOrder(String held, List<Callable<Object>> acts, String last)
      throws Exception {
    try (Handle holder = api.superuser();
        Handle watch = api.superuser();
        var callers = Executors.newFixedThreadPool(acts.size())) {
      holder.begin();
      holder.execute(held);
      List<Future<Object>> begun = new ArrayList<>();
      for (Callable<Object> act : acts) {
        begun.add(callers.submit(act));
        settle(watch, begun);
      }
      holder.execute(last);
      holder.commit();
      List<Object> ended = new ArrayList<>();
      for (Future<Object> act : begun) {
        ended.add(act.get());
      }
      return ended;
    }
  }

  private static void settle(Handle watch, List<Future<Object>> begun) throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofSeconds(10));
    while (true) {
      int done = (int) begun.stream().filter(Future::isDone).count();
      if (LockQueue.length(watch) + done >= begun.size()) {
        return;
      }
      assertThat(Instant.now()).as("one neither waits nor ends").isBefore(end);
      Thread.sleep(5);
    }
  }
}
