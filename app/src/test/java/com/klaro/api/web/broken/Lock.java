package com.klaro.api.web.broken;

import com.klaro.api.web.brokentoo.Key;

/// Half of a cycle of mechanisms.
public final class Lock {

  public Key fits(Key key) {
    return key;
  }
}
