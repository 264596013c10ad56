package com.klaro.store.broken;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

public final class OwnChance {

  private OwnChance() {}

  static Object math() {
    return Math.random();
  }

  static Object secure() {
    return new SecureRandom();
  }

  static Object random() {
    return new Random();
  }

  static Object seeded() {
    return new Random(1);
  }

  static Object split() {
    return new SplittableRandom();
  }

  static Object ofThread() {
    return ThreadLocalRandom.current();
  }

  static Object generator() {
    return RandomGenerator.getDefault();
  }

  static Object named() {
    return RandomGenerator.of("L64X128MixRandom");
  }

  static Object strong() throws GeneralSecurityException {
    return SecureRandom.getInstanceStrong();
  }

  static Object algorithm() throws GeneralSecurityException {
    return SecureRandom.getInstance("DRBG");
  }

  static Supplier<Random> reference() {
    return SecureRandom::new;
  }
}
