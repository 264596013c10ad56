package com.klaro.store.identity;

import com.klaro.store.audit.AuditKeys;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Ids;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.limits.LimitIntake;
import com.klaro.store.outbox.Outbox;
import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.SecretStore;
import com.klaro.store.tenancy.Admission;
import com.klaro.store.tenancy.RecentAuthentication;
import com.klaro.store.tenancy.Role;
import com.klaro.store.tenancy.TenancyGate;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.store.workspaces.Country;
import com.klaro.store.workspaces.WorkspaceIntake;
import com.klaro.store.workspaces.WorkspaceName;
import com.klaro.store.workspaces.WorkspaceReader;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Makes people with accounts, sessions and workspaces, through the doors where there is one.
public final class People {

  /// Of one account.
  public static final int MOST_WORKSPACES = 100;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final AddressIndex ADDRESSES = new AddressIndex(new byte[32]);
  private static final Ids IDS = Ids.timeOrdered();

  private final TestDatabase test;
  private final Clock clock;
  private final AuditTrail audit;
  private final SessionIssuer issuer;
  private final SessionIntake sessions;
  private final PasswordSessionIntake passwordSessions;
  private final RefreshIntake refreshes;

  public People(TestDatabase test, Clock clock) {
    this(test, clock, RefreshTokenKeys.of(new byte[32]));
  }

  People(TestDatabase test, Clock clock, RefreshTokenKeys keys) {
    this.test = test;
    this.clock = clock;
    this.audit =
        new AuditTrail(
            AuditKeys.from(
                new SecretStore(test.database(), test.master(), clock), new SecureRandom()),
            clock);
    var workspaces = new WorkspaceReader(test.master());
    this.refreshes =
        new RefreshIntake(
            test.database(),
            test.master(),
            workspaces,
            audit,
            new NoticeIntake(Outbox.leftToDispatcher(IDS, clock), Duration.ofDays(1), IDS, clock),
            keys,
            SessionPolicy.defaults(),
            clock);
    this.issuer =
        new SessionIssuer(
            test.master(), workspaces, audit, keys, SessionPolicy.defaults(), RANDOM, IDS, clock);
    this.sessions = new SessionIntake(test.database(), audit, clock);
    this.passwordSessions =
        new PasswordSessionIntake(
            test.database(),
            ADDRESSES,
            issuer,
            new LimitIntake(test.database(), test.master().derive("limits"), clock));
  }

  public record Person(Actor.Member actor, String refreshToken) {
    public AccountId accountId() {
      return actor.accountId();
    }
  }

  public AuditTrail audit() {
    return audit;
  }

  public SessionIssuer issuer() {
    return issuer;
  }

  public SessionIntake sessions() {
    return sessions;
  }

  public PasswordSessionIntake passwordSessions() {
    return passwordSessions;
  }

  RefreshIntake refreshes() {
    return refreshes;
  }

  public TenancyGate gate() {
    return new TenancyGate(test.database(), clock);
  }

  public Person signedIn(String email) {
    var id = new AccountId(IDS.next());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    DataKey key = DataKey.fresh(RANDOM, AccountFields.owner(id));
    var row =
        new AccountSql.Row(
            id,
            key.wrapped(test.master()),
            AccountFields.email(key, new EmailAddress(email)),
            AccountFields.fullName(key, new FullName("Someone")));
    byte[] index = ADDRESSES.of(new EmailAddress(email));
    test.database()
        .inTransaction(
            DatabaseRole.IDENTITY,
            transaction -> {
              AccountSql.insert(transaction.handle(), row, index, clock.instant());
              CredentialSql.insert(transaction.handle(), id, "$argon2id$none", now);
            });
    IssuedSession session =
        passwordSessions
            .start(
                new PasswordCredential(id, "$argon2id$none", 1, 1, false),
                Optional.empty(),
                "test",
                Optional.empty(),
                List.of())
            .orElseThrow();
    return new Person(new Actor.Member(id, session.sessionId()), session.refreshToken());
  }

  public WorkspaceId workspaceOf(Person founder) {
    var id = new WorkspaceId(IDS.next());
    String made = founded(founder, id, MOST_WORKSPACES);
    if (!made.equals("made")) {
      throw new AssertionError(made);
    }
    return id;
  }

  /// One more workspace, where there is room for it.
  ///
  /// @return `made`, or why not
  public String founded(Person founder, int most) {
    return founded(founder, new WorkspaceId(IDS.next()), most);
  }

  private String founded(Person founder, WorkspaceId id, int most) {
    var intake =
        new WorkspaceIntake(
            test.master(),
            audit,
            new RecentAuthentication(SessionPolicy.defaults().recentAuthentication(), clock),
            _ -> {},
            RANDOM,
            clock);
    return gate()
        .found(
            founder.actor(),
            id,
            most,
            admission ->
                switch (admission) {
                  case Admission.Admitted(WorkspaceScope scope) -> {
                    intake.create(
                        scope,
                        founder.actor(),
                        new WorkspaceName("A workspace"),
                        new Country("IN"));
                    yield "made";
                  }
                  case Admission.Refused(Admission.Refusal why) -> why.name();
                });
  }

  /// As if it were confirmed, where how it came to be does not matter.
  public void giveSecondFactor(Person person) {
    try (var handle = test.superuser()) {
      handle.execute(
          "UPDATE accounts SET second_factor = true WHERE id = ?", person.accountId().value());
    }
  }

  public void requireSecondFactor(WorkspaceId workspace) {
    try (var handle = test.superuser()) {
      handle.execute(
          "UPDATE workspaces SET second_factor_required = true WHERE id = ?", workspace.value());
    }
  }

  public void join(WorkspaceId workspace, Person person, Role role) {
    try (var handle = test.superuser()) {
      join(handle, workspace, person, role);
    }
  }

  /// Makes them a member of as many workspaces of others as one account may still join.
  public List<WorkspaceId> joinAll(Person person) {
    Person other = signedIn(IDS.next() + "@example.com");
    try (var handle = test.superuser()) {
      int already =
          handle
              .select(
                  "SELECT count(*) FROM memberships WHERE account_id = ?",
                  person.accountId().value())
              .mapTo(Integer.class)
              .one();
      List<WorkspaceId> joined =
          Stream.generate(() -> workspaceOf(other)).limit(MOST_WORKSPACES - already).toList();
      joined.forEach(workspace -> join(handle, workspace, person, Role.VIEWER));
      return joined;
    }
  }

  public void remove(WorkspaceId workspace, Person person) {
    try (var handle = test.superuser()) {
      remove(handle, workspace, person);
    }
  }

  /// Over a connection the caller keeps: opening one costs more than all else an act does.
  public static void join(Handle superuser, WorkspaceId workspace, Person person, Role role) {
    superuser.execute(
        "INSERT INTO memberships (workspace_id, account_id, role, since) VALUES (?, ?, ?, now())",
        workspace.value(),
        person.accountId().value(),
        role.word());
  }

  public static void remove(Handle superuser, WorkspaceId workspace, Person person) {
    superuser.execute(
        "DELETE FROM memberships WHERE workspace_id = ? AND account_id = ?",
        workspace.value(),
        person.accountId().value());
  }
}
