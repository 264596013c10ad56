package com.klaro.app.operate;

import com.klaro.store.Store;
import com.klaro.store.StoreSettings;
import com.klaro.store.identity.FactorDesk;
import com.klaro.store.identity.FactorResetOutcome;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.store.identity.NoticeIntake;
import com.klaro.store.identity.password.PasswordHasher;
import com.klaro.store.identity.password.PasswordPepper;
import com.klaro.store.outbox.Outbox;
import com.klaro.workflows.tenancy.AccountId;
import io.micrometer.core.instrument.MeterRegistry;

/// The desk for second factors, put together: it hashes, as the API does, and leaves the mail to
/// the worker, for Temporal may be out of reach from here.
record FactorReset(Store store, IdentitySettings identity, MeterRegistry meters) {

  FactorResetOutcome of(AccountId account) {
    StoreSettings given = store.settings();
    var pepper =
        PasswordPepper.from(
            identity.hashing().pepper(), store.secrets(), given.random(), given.clock(), meters);
    var notices =
        new NoticeIntake(
            Outbox.leftToDispatcher(given.ids(), given.clock()),
            identity.noticeGiveUp(),
            given.ids(),
            given.clock());
    try (var hasher = new PasswordHasher(identity.hashing(), pepper, meters)) {
      return new FactorDesk(
              store.database(), store.audit(), notices, hasher, given.random(), given.clock())
          .reset(account);
    }
  }
}
