package com.klaro.app.bench;

import com.klaro.store.Store;
import com.klaro.store.StoreSettings;
import com.klaro.store.database.Ids;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.CredentialLimits;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.identity.FullName;
import com.klaro.store.identity.IssuedSession;
import com.klaro.store.identity.NoticeIntake;
import com.klaro.store.identity.RefreshIntake;
import com.klaro.store.identity.RefreshTokenKeys;
import com.klaro.store.identity.SessionIssuer;
import com.klaro.store.identity.SessionPolicy;
import com.klaro.store.identity.SignupChoices;
import com.klaro.store.identity.SignupCompletionOutcome;
import com.klaro.store.identity.SignupIntake;
import com.klaro.store.identity.SignupMailDue;
import com.klaro.store.identity.SignupWriter;
import com.klaro.store.outbox.Outbox;
import com.klaro.store.workspaces.WorkspaceName;
import com.klaro.store.workspaces.WorkspaceReader;
import com.klaro.workflows.identity.SignupId;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// Makes customers through the store's own doors, with everything encrypted, but without hashing;
/// who is to sign in brings a hash.
final class Customers {

  private static final Duration LINK = Duration.ofDays(1);
  private static final String NO_PASSWORD = "$argon2id$v=19$m=8,t=1,p=1$bm9ib2R5$bm9ib2R5";

  private final SignupIntake signups;
  private final SignupWriter mails;
  private final RefreshIntake refreshes;

  /// @param outbox where the starts of the signups' workflows go
  Customers(Store store, Outbox outbox) {
    StoreSettings given = store.settings();
    var addresses = new AddressIndex(store.key(AddressIndex.SECRET));
    var workspaces = new WorkspaceReader(given.master());
    var keys = RefreshTokenKeys.from(store.secrets(), SessionPolicy.defaults(), given.random());
    refreshes =
        new RefreshIntake(
            store.database(),
            given.master(),
            workspaces,
            store.audit(),
            new NoticeIntake(outbox, LINK, given.ids(), given.clock()),
            keys,
            SessionPolicy.defaults(),
            given.clock());
    var sessions =
        new SessionIssuer(
            given.master(),
            workspaces,
            store.audit(),
            keys,
            SessionPolicy.defaults(),
            given.random(),
            given.ids(),
            given.clock());
    signups =
        new SignupIntake(
            store.database(),
            given.master(),
            addresses,
            sessions,
            store.audit(),
            outbox,
            store.limits(),
            CredentialLimits.scaled(1_000_000),
            LINK,
            given.random(),
            given.ids(),
            given.clock());
    mails = new SignupWriter(store.database(), given.master(), given.random(), given.clock());
  }

  /// Their workflows are left to a dispatcher, which a measurement of reads does not run.
  static Customers withoutWorkflows(Store store) {
    return new Customers(
        store, Outbox.leftToDispatcher(store.settings().ids(), store.settings().clock()));
  }

  record Customer(Actor.Member member, WorkspaceId workspaceId, String refreshToken) {}

  List<Customer> make(int count) {
    return IntStream.range(0, count)
        .mapToObj(number ->
            make(new EmailAddress("asha" + number + "." + System.nanoTime() + "@example.com")))
        .toList();
  }

  /// People who can sign in.
  ///
  /// @param phc hash of the password of each
  void withPassword(List<String> addresses, String phc) {
    for (String address : addresses) {
      Customer _ = make(new EmailAddress(address), phc);
    }
  }

  Customer make(EmailAddress address) {
    return make(address, NO_PASSWORD);
  }

  /// @param phc hash of their password
  Customer make(EmailAddress address, String phc) {
    SignupId id = request(address);
    if (mails.prepareMail(id, LINK) instanceof SignupMailDue.Link link
        && signups.complete(link.token(), SignupChoices.of(new FullName("Asha Rao")), phc, "bench")
            instanceof SignupCompletionOutcome.Completed(IssuedSession session)) {
      var account = session.account().id();
      return new Customer(
          new Actor.Member(account, session.sessionId()),
          session.workspaces().getFirst().id(),
          session.refreshToken());
    }
    throw new IllegalStateException("A signup was not completed");
  }

  /// One signup accepted: its row and its outbox row are committed.
  SignupId request(EmailAddress address) {
    var id = new SignupId(Ids.timeOrdered().next());
    signups.request(id, address, new WorkspaceName("River Walks"), "IN");
    return id;
  }

  SignupWriter mails() {
    return mails;
  }

  RefreshIntake refreshes() {
    return refreshes;
  }
}
