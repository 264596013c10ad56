package com.klaro.store.audit;

import com.klaro.store.secrets.LiveVersions;
import com.klaro.store.secrets.NamedSecret;
import com.klaro.store.secrets.SecretRotation;
import com.klaro.store.secrets.SecretStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The keys of the chains, from the secrets `audit-mac` and `audit-signing`, made once when there
/// are none.
///
/// Every version is kept for verifying. A new one is written with only after it has been there for
/// ten minutes, so that each process, if it refreshes more often than that, knows a key before it
/// meets a row that another process wrote with it.
public final class AuditKeys {

  private static final SecretRotation LASTING =
      new SecretRotation.Lasting("what it wrote could not be verified any more");

  public static final NamedSecret MAC =
      NamedSecret.key("audit-mac", "proves that an audit row is ours", LASTING);

  /// An Ed25519 seed, which is any 32 bytes.
  public static final NamedSecret SIGNING =
      NamedSecret.key("audit-signing", "signs the heads of audit chains", LASTING);

  private final Supplier<Loaded> source;
  private volatile Loaded loaded;

  private AuditKeys(Supplier<Loaded> source) {
    this.source = source;
    this.loaded = source.get();
  }

  /// One version of each; `live` while it may still be written with.
  private record Version<K>(int number, Instant createdAt, boolean live, K key) {}

  private record Loaded(List<Version<byte[]>> macs, List<Version<SigningKey>> signing) {}

  /// Begins what `from` needs besides the database; returns at once.
  public static void prepare() {
    SigningKey.prepare();
  }

  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away
  public static AuditKeys from(SecretStore secrets, SecureRandom random) {
    return new AuditKeys(() ->
        new Loaded(
            versions(secrets, MAC, random),
            versions(secrets, SIGNING, random).stream()
                .map(it ->
                    new Version<>(it.number(), it.createdAt(), it.live(), new SigningKey(it.key())))
                .toList()));
  }

  private static List<Version<byte[]>> versions(
      SecretStore secrets, NamedSecret secret, SecureRandom random) {
    SecretStore.Version _ = secrets.ensure(secret, random);
    List<Integer> live =
        secrets.live(secret.name()).stream().map(SecretStore.Version::version).toList();
    return secrets.every(secret.name()).stream()
        .map(it ->
            new Version<>(it.version(), it.createdAt(), live.contains(it.version()), it.value()))
        .toList();
  }

  /// Reads the secrets again: for upkeep each minute or so, outside any transaction.
  public void refresh() {
    loaded = source.get();
  }

  /// For `/.well-known/audit-keys.json`; every key that ever signed.
  public PublicKeys publicKeys() {
    return new PublicKeys(loaded.signing().stream().map(it -> it.key().publicKey()).toList());
  }

  public String publicKeysJson() {
    return publicKeys().json();
  }

  ChainMac macs(Instant now) {
    List<Version<byte[]>> versions = loaded.macs();
    Map<Integer, byte[]> keys =
        versions.stream().collect(Collectors.toMap(Version::number, Version::key));
    return new ChainMac(keys, current(versions, now).number());
  }

  SigningKey signing(Instant now) {
    return current(loaded.signing(), now).key();
  }

  /// @param newestFirst at least one
  private static <K> Version<K> current(List<Version<K>> newestFirst, Instant now) {
    Stream<Version<K>> settled =
        newestFirst.stream()
            .filter(it -> it.live() && !it.createdAt().plus(LiveVersions.SETTLING).isAfter(now));
    return settled.findFirst().orElse(newestFirst.getLast());
  }

  @Override
  public String toString() {
    return "AuditKeys[" + loaded.signing().size() + " signing]";
  }
}
