package com.klaro.worker.members;

import com.klaro.activities.mail.Letterbox;
import com.klaro.activities.members.InvitationActivitiesImpl;
import com.klaro.activities.tenancy.StepEntrance;
import com.klaro.store.Store;
import com.klaro.store.StoreSettings;
import com.klaro.store.identity.PageSettings;
import com.klaro.store.members.InvitationReader;
import com.klaro.store.members.InvitationRetention;
import com.klaro.store.members.InvitationWriter;
import com.klaro.store.members.MembersSettings;
import com.klaro.worker.wiring.FeatureWiring;
import com.klaro.worker.wiring.Parts;
import com.klaro.worker.wiring.Purge;
import com.klaro.workflows.members.InvitationWorkflowImpl;
import com.klaro.workflows.members.MembersQueue;
import java.util.List;

/// What members bring to the worker, put together.
public final class MembersWiring {

  private MembersWiring() {}

  public static FeatureWiring of(MembersSettings members, PageSettings pages, Parts parts) {
    Store store = parts.store();
    var clock = store.settings().clock();
    var invitations = new InvitationRetention(store.database());
    return new FeatureWiring(
        MembersQueue.NAME,
        List.of(InvitationWorkflowImpl.class),
        () -> activities(pages, parts),
        List.of(() -> InvitationReader.unfinished(store.database(), members.invitationLink())),
        List.of(
            Purge.hourly(
                "invitations",
                () -> invitations.forget(clock.instant().minus(members.invitationKept())))));
  }

  private static List<Object> activities(PageSettings pages, Parts parts) {
    StoreSettings given = parts.store().settings();
    return List.of(
        new InvitationActivitiesImpl(
            new StepEntrance(parts.store().gate()),
            new InvitationWriter(given.master(), given.random(), given.clock()),
            new Letterbox(parts.mailer()),
            parts.links(),
            pages.signUp()));
  }
}
