package com.klaro.store.identity.password;

/// Section `identity.hashing`: Argon2id parameters (at least what OWASP lists) and the bounds of
/// the pool.
///
/// @param memory KiB per hash, outside the Java heap
/// @param threads hashes at the same time; 0 means as many as cores
/// @param queue hashes that may wait; beyond it the answer is 503
/// @param pepper whether new hashes are made with a key that is not in their row
public record HashingSettings(
    int memory, int iterations, int parallelism, int threads, int queue, boolean pepper) {

  public HashingSettings {
    if (iterations < 1 || parallelism < 1 || threads < 0 || queue < 1) {
      throw new IllegalArgumentException(
          "identity.hashing: iterations, parallelism and queue are 1 or more, threads 0 or more");
    }
    if (memory < least(iterations)) {
      throw new IllegalArgumentException(
          "identity.hashing: memory is %d KiB or more with iterations %d (OWASP)"
              .formatted(least(iterations), iterations));
    }
  }

  /// KiB, by the pairs that OWASP's Password Storage Cheat Sheet holds to be equally strong.
  private static int least(int iterations) {
    return switch (iterations) {
      case 1 -> 47_104;
      case 2 -> 19_456;
      case 3 -> 12_288;
      case 4 -> 9_216;
      default -> 7_168;
    };
  }

  /// Without pepper.
  public HashingSettings(int memory, int iterations, int parallelism, int threads, int queue) {
    this(memory, iterations, parallelism, threads, queue, false);
  }

  public HashingSettings peppered() {
    return new HashingSettings(memory, iterations, parallelism, threads, queue, true);
  }

  /// How many hashes are made at the same time.
  int atOnce() {
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }

  /// Sign-ins at work: while one hashes, another one looks up or writes.
  int signIns() {
    return atOnce() + Math.min(atOnce(), queue);
  }

  /// Twice the passes of OWASP's least: on fast machines the least takes under 20 ms.
  public static HashingSettings defaults() {
    return new HashingSettings(19_456, 4, 1, 0, 64);
  }
}
