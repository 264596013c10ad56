package com.klaro.worker;

import com.klaro.activities.mail.Mailer;
import com.klaro.store.Store;
import com.klaro.worker.identity.IdentityWiring;
import com.klaro.worker.members.MembersWiring;
import com.klaro.worker.wiring.FeatureWiring;
import com.klaro.worker.wiring.Parts;
import java.util.List;

/// All features: what one of them works on, restarts and deletes follows from its place in this
/// list.
public final class Features {

  private static final Mailer NOBODY_MAILS =
      mail -> {
        throw new IllegalStateException("Only a worker sends mail");
      };

  private Features() {}

  static List<FeatureWiring> all(FeatureSettings settings, Parts parts) {
    return List.of(
        IdentityWiring.of(settings.identity(), parts),
        MembersWiring.of(settings.members(), settings.pages(), parts));
  }

  /// For what is done to their rows and needs none of their activities.
  public static List<FeatureWiring> atRest(FeatureSettings settings, Store store) {
    return all(settings, new Parts(store, NOBODY_MAILS, settings.links()));
  }
}
