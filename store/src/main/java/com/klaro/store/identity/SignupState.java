package com.klaro.store.identity;

import org.jdbi.v3.core.enums.DatabaseValue;

/// Where a signup is. From open it goes to one of the others, and stays.
enum SignupState {
  @DatabaseValue("open")
  OPEN,

  /// Its address had an account; who owns it was told so.
  @DatabaseValue("known-address")
  KNOWN_ADDRESS,

  @DatabaseValue("completed")
  COMPLETED
}
