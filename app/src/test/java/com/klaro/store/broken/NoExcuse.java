package com.klaro.store.broken;

import com.klaro.store.tenancy.NotTenantBound;

public final class NoExcuse {

  private NoExcuse() {}

  @NotTenantBound("")
  static void empty() {}

  @NotTenantBound("            ")
  static void blank() {}

  @NotTenantBound("it is fine")
  static void tooShort() {}

  @NotTenantBound("todo")
  public static final class OfAClass {}
}
