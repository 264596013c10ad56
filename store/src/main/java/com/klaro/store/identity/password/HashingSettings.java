package com.klaro.store.identity.password;

/// Section `identity.hashing`: Argon2id parameters (OWASP: 19 MiB, 2 passes, 1 lane) and the bounds
/// of the pool.
///
/// @param memory KiB per hash, outside the Java heap
/// @param threads hashes at the same time; 0 means as many as cores
/// @param queue hashes that may wait; beyond it the answer is 503
/// @param pepper whether new hashes are made with a key that is not in their row
public record HashingSettings(
    int memory, int iterations, int parallelism, int threads, int queue, boolean pepper) {

  public HashingSettings {
    if (memory < 7168 || iterations < 1 || parallelism < 1 || threads < 0 || queue < 1) {
      throw new IllegalArgumentException("identity.hashing: parameters are below what OWASP lists");
    }
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

  public static HashingSettings defaults() {
    return new HashingSettings(19_456, 2, 1, 0, 64);
  }
}
