package com.klaro.worker.identity;

import com.klaro.activities.identity.AccountDeletionActivitiesImpl;
import com.klaro.activities.identity.EmailChangeActivitiesImpl;
import com.klaro.activities.identity.NoticeActivitiesImpl;
import com.klaro.activities.identity.PasswordResetActivitiesImpl;
import com.klaro.activities.identity.SignupActivitiesImpl;
import com.klaro.activities.mail.Letterbox;
import com.klaro.store.Store;
import com.klaro.store.StoreSettings;
import com.klaro.store.identity.AccountDeletionReader;
import com.klaro.store.identity.AccountDeletionRetention;
import com.klaro.store.identity.AccountDeletionWriter;
import com.klaro.store.identity.EmailChangeReader;
import com.klaro.store.identity.EmailChangeRetention;
import com.klaro.store.identity.EmailChangeWriter;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.store.identity.IdentityStarts;
import com.klaro.store.identity.NoticeReader;
import com.klaro.store.identity.NoticeWriter;
import com.klaro.store.identity.PasskeyChallengeRetention;
import com.klaro.store.identity.PasswordResetReader;
import com.klaro.store.identity.PasswordResetRetention;
import com.klaro.store.identity.PasswordResetWriter;
import com.klaro.store.identity.SessionRetention;
import com.klaro.store.identity.SignupReader;
import com.klaro.store.identity.SignupRetention;
import com.klaro.store.identity.SignupWriter;
import com.klaro.store.temporal.WorkflowStart;
import com.klaro.worker.wiring.FeatureWiring;
import com.klaro.worker.wiring.Parts;
import com.klaro.worker.wiring.Purge;
import com.klaro.worker.wiring.Unfinished;
import com.klaro.workflows.identity.AccountDeletionWorkflowImpl;
import com.klaro.workflows.identity.EmailChangeWorkflowImpl;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.identity.NoticeWorkflowImpl;
import com.klaro.workflows.identity.PasswordResetWorkflowImpl;
import com.klaro.workflows.identity.SignupWorkflowImpl;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// What identity brings to the worker, put together.
public final class IdentityWiring {

  /// Beyond their end: far more than the clocks of two processes may differ.
  private static final Duration ANSWERED_CHALLENGES_KEPT = Duration.ofDays(1);

  private IdentityWiring() {}

  public static FeatureWiring of(IdentitySettings identity, Parts parts) {
    Store store = parts.store();
    return of(
        () -> activities(identity, parts), unfinished(identity, store), purges(identity, store));
  }

  /// With activities and rows of the caller's choice.
  public static FeatureWiring of(
      Supplier<List<Object>> activities, List<Unfinished> unfinished, List<Purge> purges) {
    return new FeatureWiring(
        IdentityQueue.NAME,
        List.of(
            SignupWorkflowImpl.class,
            PasswordResetWorkflowImpl.class,
            EmailChangeWorkflowImpl.class,
            AccountDeletionWorkflowImpl.class,
            NoticeWorkflowImpl.class),
        activities,
        unfinished,
        purges);
  }

  private static List<Unfinished> unfinished(IdentitySettings identity, Store store) {
    var signups = new SignupReader(store.database());
    var resets = new PasswordResetReader(store.database());
    var changes = new EmailChangeReader(store.database());
    var deletions = new AccountDeletionReader(store.database());
    var notices = new NoticeReader(store.database());
    return List.of(
        each(signups::unfinished, id -> IdentityStarts.signup(id, identity.signupLink())),
        each(resets::unfinished, id -> IdentityStarts.passwordReset(id, identity.resetLink())),
        each(changes::unfinished, id -> IdentityStarts.emailChange(id, identity.emailChangeLink())),
        each(
            deletions::unfinished,
            id -> IdentityStarts.accountDeletion(id, identity.noticeGiveUp())),
        each(notices::unfinished, id -> IdentityStarts.notice(id, identity.noticeGiveUp())));
  }

  private static <T> Unfinished each(Supplier<List<T>> rows, Function<T, WorkflowStart> start) {
    return () -> rows.get().stream().map(start).toList();
  }

  private static List<Purge> purges(IdentitySettings identity, Store store) {
    var clock = store.settings().clock();
    var signups = new SignupRetention(store.database(), clock);
    var resets = new PasswordResetRetention(store.database());
    var changes = new EmailChangeRetention(store.database());
    var deletions = new AccountDeletionRetention(store.database());
    var passkeys = new PasskeyChallengeRetention(store.database());
    var sessions = new SessionRetention(store.database(), clock);
    return List.of(
        Purge.hourly(
            "signups", () -> signups.forget(clock.instant().minus(identity.requestKept()))),
        Purge.hourly(
            "password resets", () -> resets.forget(clock.instant().minus(identity.requestKept()))),
        Purge.hourly(
            "changes of address",
            () -> changes.forget(clock.instant().minus(identity.requestKept()))),
        Purge.hourly(
            "deleted accounts",
            () ->
                deletions.forget(
                    clock.instant().minus(identity.noticeGiveUp()).minus(identity.requestKept()))),
        Purge.hourly(
            "answered challenges",
            () -> passkeys.forget(clock.instant().minus(ANSWERED_CHALLENGES_KEPT))),
        Purge.hourly(
            "sessions", () -> sessions.forget(clock.instant().minus(identity.sessionKept()))));
  }

  private static List<Object> activities(IdentitySettings identity, Parts parts) {
    Store store = parts.store();
    StoreSettings given = store.settings();
    var letterbox = new Letterbox(parts.mailer());
    return List.of(
        new SignupActivitiesImpl(
            new SignupWriter(store.database(), given.master(), given.random(), given.clock()),
            letterbox,
            parts.links()),
        new PasswordResetActivitiesImpl(
            new PasswordResetWriter(
                store.database(), given.master(), given.random(), given.clock()),
            letterbox,
            parts.links()),
        new EmailChangeActivitiesImpl(
            new EmailChangeWriter(store.database(), given.master(), given.random(), given.clock()),
            letterbox,
            parts.links()),
        new AccountDeletionActivitiesImpl(
            new AccountDeletionWriter(store.database(), given.master()), letterbox),
        new NoticeActivitiesImpl(
            new NoticeWriter(store.database(), given.master()),
            letterbox,
            parts.links(),
            identity.secondFactorUndo()));
  }
}
