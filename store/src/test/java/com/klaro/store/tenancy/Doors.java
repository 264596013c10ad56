package com.klaro.store.tenancy;

import com.klaro.store.audit.AuditKeys;
import com.klaro.store.audit.AuditReader;
import com.klaro.store.audit.AuditSource;
import com.klaro.store.database.Ids;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.identity.AccountDeletionIntake;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.NoticeIntake;
import com.klaro.store.identity.People;
import com.klaro.store.identity.ProfileReader;
import com.klaro.store.identity.SessionPolicy;
import com.klaro.store.members.InvitationIntake;
import com.klaro.store.members.InvitationReader;
import com.klaro.store.members.InvitationRetention;
import com.klaro.store.members.InvitationWriter;
import com.klaro.store.members.MemberIntake;
import com.klaro.store.members.MemberNoticeIntake;
import com.klaro.store.members.MemberReader;
import com.klaro.store.outbox.Outbox;
import com.klaro.store.secrets.RoleLogins;
import com.klaro.store.secrets.SecretStore;
import com.klaro.store.workspaces.WorkspaceIntake;
import com.klaro.store.workspaces.WorkspaceKey;
import com.klaro.store.workspaces.WorkspaceReader;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/// The doors of the store that lead to rows of a workspace.
final class Doors {

  final WorkspaceReader workspaces;
  final WorkspaceIntake made;
  final WorkspaceKey keys;
  final MemberReader members;
  final MemberIntake memberships;
  final MemberNoticeIntake told;
  final InvitationReader open;
  final InvitationIntake invitations;
  final InvitationWriter mailed;
  final InvitationRetention ended;
  final AuditReader trail;
  final ProfileReader profileReader;
  final AccountDeletionIntake departures;

  Doors(TestDatabase test, People people, Clock clock) {
    var random = new SecureRandom();
    var outbox = Outbox.leftToDispatcher(Ids.timeOrdered(), clock);
    var recent = new RecentAuthentication(SessionPolicy.defaults().recentAuthentication(), clock);
    workspaces = new WorkspaceReader(test.master());
    told =
        new MemberNoticeIntake(
            test.master(),
            new NoticeIntake(outbox, Duration.ofDays(1), Ids.timeOrdered(), clock),
            clock);
    made =
        new WorkspaceIntake(
            test.master(), people.audit(), recent, told::secondFactorAsked, random, clock);
    keys = new WorkspaceKey(test.master());
    members = new MemberReader(test.master());
    open = new InvitationReader(test.master(), clock);
    invitations =
        new InvitationIntake(
            test.master(),
            new AddressIndex(new byte[32]),
            people.audit(),
            outbox,
            Duration.ofDays(7),
            recent,
            clock);
    memberships = new MemberIntake(invitations, people.audit(), told, recent);
    mailed = new InvitationWriter(test.master(), random, clock);
    ended = new InvitationRetention(test.database());
    trail =
        new AuditReader(
            AuditKeys.from(new SecretStore(test.database(), test.master(), clock), random),
            AuditSource.of(test.administrator(), new RoleLogins(test.master())::passwordOf),
            clock);
    profileReader = new ProfileReader(people.gate(), test.master(), workspaces);
    departures =
        new AccountDeletionIntake(
            test.database(),
            test.master(),
            people.audit(),
            outbox,
            Duration.ofDays(1),
            recent,
            random,
            clock);
  }
}
