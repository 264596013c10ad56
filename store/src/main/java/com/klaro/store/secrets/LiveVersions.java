package com.klaro.store.secrets;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The live versions of one secret, as one process knows them: all of them are accepted, and the
/// newest that has settled is used for what is new.
///
/// A version waits before it is used, so that each process, which looks each minute, knows it
/// before it meets what another one made with it.
///
/// @param <K> what a version's value is made into, once
public final class LiveVersions<K> {

  /// How often a process looks for what another one rotated or retired.
  public static final Duration REFRESH = Duration.ofMinutes(1);

  public static final Duration SETTLING = Duration.ofMinutes(10);

  private final Supplier<List<Version<K>>> source;
  private volatile List<Version<K>> newestFirst;

  private LiveVersions(Supplier<List<Version<K>>> source) {
    this.source = source;
    this.newestFirst = source.get();
  }

  private record Version<K>(K key, Instant createdAt) {}

  /// Those in the store; one is made when there is none.
  ///
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away
  public static <K> LiveVersions<K> of(
      NamedSecret secret,
      SecretStore secrets,
      SecureRandom random,
      Function<SecretStore.Version, K> key) {
    SecretStore.Version _ = secrets.ensure(secret, random);
    return found(secret, secrets, key);
  }

  /// Those in the store, of which there may be none.
  ///
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away
  public static <K> LiveVersions<K> found(
      NamedSecret secret, SecretStore secrets, Function<SecretStore.Version, K> key) {
    return new LiveVersions<>(() ->
        secrets.live(secret.name()).stream()
            .map(it -> new Version<>(key.apply(it), it.createdAt()))
            .toList());
  }

  /// These and no others, settled long ago.
  public static <K> LiveVersions<K> fixed(List<K> newestFirst) {
    List<Version<K>> fixed =
        newestFirst.stream().map(it -> new Version<>(it, Instant.EPOCH)).toList();
    return new LiveVersions<>(() -> fixed);
  }

  /// Reads the store again: for a schedule, outside any transaction.
  public void refresh() {
    List<Version<K>> found = source.get();
    // Somebody retired all of them; what is known now is better than nobody signing in.
    if (!found.isEmpty()) {
      newestFirst = found;
    }
  }

  /// What is used for new things. While none has settled, which is at the very beginning or when
  /// the old ones were taken away, the oldest.
  public K current(Instant now) {
    List<Version<K>> versions = newestFirst;
    return settled(versions, now).orElseGet(versions::getLast).key();
  }

  /// The same for whoever can do without one until then.
  public Optional<K> settled(Instant now) {
    return settled(newestFirst, now).map(Version::key);
  }

  private static <K> Optional<Version<K>> settled(List<Version<K>> newestFirst, Instant now) {
    return newestFirst.stream()
        .filter(it -> !it.createdAt().plus(SETTLING).isAfter(now))
        .findFirst();
  }

  /// Newest first.
  public List<K> all() {
    return newestFirst.stream().map(Version::key).toList();
  }
}
