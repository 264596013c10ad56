package com.klaro.worker;

import com.klaro.activities.mail.Links;
import com.klaro.activities.mail.MailSettings;
import com.klaro.store.Store;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.worker.identity.IdentityWiring;
import com.klaro.worker.wiring.FeatureWiring;
import java.util.List;
import java.util.function.Supplier;

/// All features: what one of them works on, restarts and deletes follows from its place in this
/// list.
///
/// @param mail asked when the worker takes up its work, and by nobody else
public record Features(
    IdentitySettings identity,
    RetentionSettings kept,
    Supplier<MailSettings> mail,
    Links links,
    Store store) {

  public List<FeatureWiring> all() {
    return List.of(IdentityWiring.of(store, identity, kept.signups(), mail, links));
  }
}
