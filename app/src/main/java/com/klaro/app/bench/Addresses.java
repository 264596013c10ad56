package com.klaro.app.bench;

import com.klaro.store.Store;
import com.klaro.store.database.DatabaseAddress;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.limits.Limit;
import com.klaro.store.limits.LimitIntake;
import com.klaro.store.limits.Place;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// Addresses of each kind that a stranger must not tell apart, all of one length.
record Addresses(
    List<String> unknown, List<String> known, List<String> locked, List<String> disabled) {

  private static final int EACH = 50;

  static Addresses make(Store store, DatabaseAddress address, String phc) {
    Customers customers = Customers.withoutWorkflows(store);
    Addresses all = new Addresses(named("unk"), named("kno"), named("loc"), named("dis"));
    customers.withPassword(all.known, phc);
    customers.withPassword(all.locked, phc);
    // The newest, because ids are in the order of time.
    customers.withPassword(all.disabled, phc);
    BenchDatabase.execute(
        address,
        "UPDATE accounts SET disabled_at = now() WHERE id IN (SELECT id FROM accounts ORDER BY id"
            + " DESC LIMIT "
            + EACH
            + ")");
    lock(store, all.locked);
    BenchDatabase.execute(address, "VACUUM ANALYZE");
    return all;
  }

  private static List<String> named(String kind) {
    return IntStream.range(0, EACH)
        .mapToObj("%s%%03d@example.com".formatted(kind)::formatted)
        .toList();
  }

  /// For as long as a measurement takes, as many wrong passwords from everywhere would.
  private static void lock(Store store, List<String> addresses) {
    var index = new AddressIndex(store.key(AddressIndex.SECRET));
    var limits =
        new LimitIntake(
            store.database(), store.settings().master().derive("limits"), store.settings().clock());
    var whole = new Limit("login-account", 1, Duration.ofHours(2));
    for (String address : addresses) {
      for (int i = 0; i < 4; i++) {
        limits.add(List.of(new Place(whole, index.of(new EmailAddress(address)))));
      }
    }
  }
}
