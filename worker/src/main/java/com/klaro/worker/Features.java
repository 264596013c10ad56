package com.klaro.worker;

import com.klaro.activities.mail.Links;
import com.klaro.activities.mail.MailSettings;
import com.klaro.store.Store;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.worker.identity.IdentityWiring;
import com.klaro.worker.wiring.FeatureWiring;
import java.util.List;

/// All features: what one of them works on, restarts and deletes follows from its place in this
/// list.
public record Features(IdentitySettings identity, MailSettings mail, Links links, Store store) {

  public List<FeatureWiring> all() {
    return List.of(IdentityWiring.of(store, identity, mail, links));
  }
}
