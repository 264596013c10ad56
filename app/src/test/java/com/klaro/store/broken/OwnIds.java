package com.klaro.store.broken;

import com.github.f4b6a3.uuid.UuidCreator;
import com.klaro.store.database.Ids;
import java.util.UUID;
import java.util.function.Supplier;

public final class OwnIds {

  private OwnIds() {}

  static UUID random() {
    return UUID.randomUUID();
  }

  static Supplier<UUID> reference() {
    return UUID::randomUUID;
  }

  static Ids source() {
    return Ids.timeOrdered();
  }

  public static final class ByLibrary {

    private ByLibrary() {}

    static UUID call() {
      return UuidCreator.getTimeOrderedEpoch();
    }

    static Ids reference() {
      return UuidCreator::getTimeOrderedEpoch;
    }
  }
}
