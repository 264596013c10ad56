package com.klaro.store.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which hashes are made anew at the next sign-in.
class StoredHashTest {

  private static final String SALT = "c29tZXNhbHRzb21lc2FsdA";
  private static final String TAG = "RdescudvJCsgt3ub+b5dWRWJTmaaJObGdescudvJCsg";

  private static final HashingSettings TODAY = new HashingSettings(65_536, 3, 2, 1, 1);

  @Test
  void oneOfTodayIsLeftAlone() {
    assertThat(madeToday("$argon2id$v=19$m=65536,t=3,p=2$" + SALT + "$" + TAG)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=19$m=19456,t=3,p=2$" + SALT + "$" + TAG,
        "$argon2id$v=19$m=131072,t=3,p=2$" + SALT + "$" + TAG,
        "$argon2id$v=19$m=65536,t=2,p=2$" + SALT + "$" + TAG,
        "$argon2id$v=19$m=65536,t=4,p=2$" + SALT + "$" + TAG,
        "$argon2id$v=19$m=65536,t=3,p=1$" + SALT + "$" + TAG,
        "$argon2id$v=19$m=65536,t=3,p=4$" + SALT + "$" + TAG,
        "$argon2id$v=16$m=65536,t=3,p=2$" + SALT + "$" + TAG,
        "$argon2id$m=65536,t=3,p=2$" + SALT + "$" + TAG,
        "$argon2i$v=19$m=65536,t=3,p=2$" + SALT + "$" + TAG,
        "$argon2id$v=19$m=65536,t=3,p=2$c29tZXNhbHQ$" + TAG,
        "$argon2id$v=19$m=65536,t=3,p=2$" + SALT + SALT + "$" + TAG,
        "$argon2id$v=19$m=65536,t=3,p=2$" + SALT + "$" + SALT,
        "$argon2id$v=19$m=65536,t=3,p=2$" + SALT + "$" + TAG + TAG,
        "$argon2id$v=19$m=65536,t=3,p=2$c29tZXNhbHRzb21lc2Fsd$" + TAG + "A",
      })
  void oneWithAnyOtherParameterIsNot(String phc) {
    assertThat(madeToday(phc)).isFalse();
  }

  private static boolean madeToday(String stored) {
    return StoredHash.read(stored).isMadeWith(TODAY);
  }
}
