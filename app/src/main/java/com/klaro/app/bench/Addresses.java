package com.klaro.app.bench;

import com.klaro.store.Store;
import com.klaro.store.database.DatabaseAddress;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.limits.Limit;
import com.klaro.store.limits.Place;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// Addresses of each kind that a stranger must not tell apart, all of one length.
record Addresses(
    List<String> unknown,
    List<String> unfinished,
    List<String> known,
    List<String> locked,
    List<String> disabled) {

  private static final int EACH = 50;

  /// So many that chance gives them old parameters as often as people have them.
  private static final int STRANGERS = 2000;

  /// Every fourth has a hash with old parameters.
  record Population(List<String> strangers, List<String> people) {

    static Population make(Store store, DatabaseAddress address, String phc, String oldPhc) {
      Customers customers = Customers.withoutWorkflows(store);
      var all = new Population(named("unk", STRANGERS), named("kno", 4 * EACH));
      for (int i = 0; i < all.people.size(); i++) {
        customers.withPassword(List.of(all.people.get(i)), i % 4 == 0 ? oldPhc : phc);
      }
      BenchDatabase.execute(address, "VACUUM ANALYZE");
      return all;
    }
  }

  /// Somebody signed in, and whom they name: nobody of their workspace.
  record Named(String asker, String workspace, List<String> strangers, List<String> people) {

    static Named make(Store store, DatabaseAddress address, String phc) {
      Customers customers = Customers.withoutWorkflows(store);
      String asker = "ask0000@example.com";
      var all =
          new Named(
              asker,
              customers.make(new EmailAddress(asker), phc).workspaceId().toString(),
              named("unk", EACH),
              named("kno", EACH));
      customers.withPassword(all.people, phc);
      BenchDatabase.execute(address, "VACUUM ANALYZE");
      return all;
    }
  }

  static Addresses make(Store store, DatabaseAddress address, String phc) {
    Customers customers = Customers.withoutWorkflows(store);
    Addresses all =
        new Addresses(
            named("unk", EACH),
            named("unf", EACH),
            named("kno", EACH),
            named("loc", EACH),
            named("dis", EACH));
    all.unfinished.forEach(it -> customers.request(new EmailAddress(it)));
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

  private static List<String> named(String kind, int count) {
    return IntStream.range(0, count)
        .mapToObj("%s%%04d@example.com".formatted(kind)::formatted)
        .toList();
  }

  /// For as long as a measurement takes, as many wrong passwords from everywhere would.
  private static void lock(Store store, List<String> addresses) {
    var index = new AddressIndex(store.key(AddressIndex.SECRET));
    var whole = new Limit("login-account", 1, Duration.ofHours(2));
    for (String address : addresses) {
      for (int i = 0; i < 4; i++) {
        store.limits().add(List.of(new Place(whole, index.of(new EmailAddress(address)))));
      }
    }
  }
}
