package com.klaro.store.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.MutableClock;
import com.klaro.store.database.DatabaseSettings;
import com.klaro.store.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

class HashParametersReaderTest {

  @Test
  void accountsAreCountedByTheirParametersWithAKeyOrWithout() {
    var clock = new MutableClock(Instant.now());
    try (TestDatabase test = TestDatabase.fresh();
        Handle superuser = test.superuser()) {
      var people = new People(test, clock);
      List<String> hashes =
          List.of(
              "$argon2id$v=19$m=7168,t=5,p=1$c2FsdA$aGFzaA",
              "$pepper=12$argon2id$v=19$m=7168,t=5,p=1$c2FsdA$aGFzaA",
              "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA");
      for (int i = 0; i < hashes.size(); i++) {
        var person = people.signedIn("p" + i + "@example.com");
        superuser.execute(
            "UPDATE credentials SET password_phc = ? WHERE account_id = ?",
            hashes.get(i),
            person.accountId().value());
      }
      var reader = new HashParametersReader(test.database());
      assertThat(reader.byHashParameters())
          .isEqualTo(Map.of("m=7168,t=5,p=1", 2L, "m=19456,t=2,p=1", 1L));
    }
  }

  /// A table that is locked for longer than a request may take stands for one of millions of rows.
  @Test
  void accountsAreCountedForLongerThanARequestMayTake() throws Exception {
    Duration request = Duration.ofMillis(300);
    try (TestDatabase test = TestDatabase.fresh(new DatabaseSettings(2, request, request));
        Handle superuser = test.superuser();
        var counter = Executors.newSingleThreadExecutor()) {
      superuser.begin();
      superuser.execute("LOCK TABLE credentials IN ACCESS EXCLUSIVE MODE");
      var reader = new HashParametersReader(test.database());
      Future<Map<String, Long>> counted = counter.submit(reader::byHashParameters);
      Thread.sleep(request.multipliedBy(4));
      superuser.commit();
      assertThat(counted.get()).isEmpty();
    }
  }
}
