package com.klaro.worker;

import com.klaro.activities.identity.SignupActivitiesImpl;
import com.klaro.activities.mail.Links;
import com.klaro.activities.mail.MailSettings;
import com.klaro.activities.mail.SmtpMailer;
import com.klaro.store.Store;
import com.klaro.store.StoreSettings;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.store.identity.SignupReader;
import com.klaro.store.identity.SignupRetention;
import com.klaro.store.identity.SignupWriter;
import com.klaro.worker.identity.IdentityWiring;
import com.klaro.worker.identity.UnfinishedSignups;
import com.klaro.worker.wiring.FeatureWiring;
import com.klaro.worker.wiring.Purge;
import com.klaro.workflows.identity.SignupActivities;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/// All features, put together: what one of them works on, restarts and deletes follows from its
/// place in this list.
///
/// @param mail asked when the worker takes up its work, and by nobody else
public record Features(
    IdentitySettings identity,
    RetentionSettings kept,
    Supplier<MailSettings> mail,
    Links links,
    Store store) {

  public List<FeatureWiring> all() {
    return List.of(signups());
  }

  private FeatureWiring signups() {
    var clock = store.settings().clock();
    var reader = new SignupReader(store.database());
    var retention = new SignupRetention(store.database(), clock);
    return IdentityWiring.of(
        this::signupActivities,
        List.of(new UnfinishedSignups(reader::unfinished, identity.signupLink())),
        List.of(
            Purge.hourly(
                "signups", () -> retention.forget(clock.instant().minus(kept.signups())))));
  }

  private SignupActivities signupActivities() {
    StoreSettings given = store.settings();
    return new SignupActivitiesImpl(
        new SignupWriter(store.database(), given.master(), given.random(), given.clock()),
        new SmtpMailer(mail.get(), (SSLSocketFactory) SSLSocketFactory.getDefault(), given.clock()),
        links);
  }
}
