package com.klaro.store.limits;

import java.nio.charset.StandardCharsets;

/// Where a limit counts: for one address, one account, one client.
///
/// @param subject told apart from others, and nowhere kept
public record Place(Limit limit, byte[] subject) {

  public static Place of(Limit limit, String subject) {
    return new Place(limit, subject.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "Place[" + limit.name() + "]";
  }
}
