package com.klaro.store.broken;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

public final class LetsAHandleOut {

  private final Handle handle;
  private final Jdbi jdbi;

  LetsAHandleOut(Handle handle, Jdbi jdbi) {
    this.handle = handle;
    this.jdbi = jdbi;
  }

  public Handle given() {
    return handle;
  }

  public Jdbi givenWhole() {
    return jdbi;
  }

  public void taken(Handle other) {
    other.close();
  }

  public static final class InAField {
    public final Handle handle;

    InAField(Handle handle) {
      this.handle = handle;
    }
  }

  public static final class ByAConstructor {
    public ByAConstructor(Handle handle) {
      handle.close();
    }
  }
}
