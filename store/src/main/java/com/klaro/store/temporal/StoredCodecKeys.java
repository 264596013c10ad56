package com.klaro.store.temporal;

import com.klaro.store.secrets.LiveVersions;
import com.klaro.store.secrets.NamedSecret;
import com.klaro.store.secrets.SecretRotation;
import com.klaro.store.secrets.SecretStore;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.store.upkeep.Upkeep;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The codec's keys as versions of one secret, of which none ever ends. Rotation adds a version:
/// this process takes it up within a minute, or at once when it meets a payload that another
/// process has already encrypted with it.
///
/// Whoever needs a key may be holding a connection, or be a workflow, so a thread loads for them.
@NotTenantBound("one key ring for all histories")
public final class StoredCodecKeys implements CodecKeys, AutoCloseable {

  public static final NamedSecret SECRET =
      NamedSecret.key(
          "temporal-codec",
          "encrypts what Temporal keeps",
          new SecretRotation.Lasting("histories that it wrote could not be read any more"));

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final SecretStore secrets;
  private final SecureRandom random;
  private final ExecutorService loader =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("codec-keys").factory());
  private final Upkeep upkeep = new Upkeep("codec-keys");
  private volatile @Nullable KeyRing ring;

  public StoredCodecKeys(SecretStore secrets, SecureRandom random) {
    this.secrets = secrets;
    this.random = random;
    upkeep.every(LiveVersions.REFRESH, LiveVersions.REFRESH, this::load);
  }

  @Override
  public KeyRing current() {
    KeyRing known = ring;
    return known == null ? renewed() : known;
  }

  @Override
  public KeyRing renewed() {
    try {
      return CompletableFuture.supplyAsync(this::load, loader)
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CodecKeysUnavailable(interrupted);
    } catch (ExecutionException | TimeoutException late) {
      throw new CodecKeysUnavailable(late);
    }
  }

  /// In turns, so that an older answer never replaces a newer one.
  private synchronized KeyRing load() {
    SecretStore.Version _ = secrets.ensure(SECRET, random);
    SortedMap<Integer, byte[]> keys = new TreeMap<>();
    // A history may live for years and names the version that opens it, so none is left out but
    // what never was a key.
    secrets.every(SECRET.name()).stream()
        .filter(version -> version.value().length == KeyRing.KEY_BYTES)
        .forEach(version -> keys.put(version.version(), version.value()));
    KeyRing loaded = KeyRing.of(keys, random);
    ring = loaded;
    return loaded;
  }

  @Override
  public void close() {
    upkeep.close();
    loader.shutdownNow();
  }

  /// Nothing can be said about a payload until the keys are back; whoever asked tries again.
  public static final class CodecKeysUnavailable extends RuntimeException {
    CodecKeysUnavailable(Exception cause) {
      super("The codec's keys could not be loaded", cause);
    }
  }
}
