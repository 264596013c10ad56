package com.klaro.store.secrets;

import java.security.GeneralSecurityException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Where encrypting is cheap. Tink keeps a random generator and a cipher per thread and looks
/// through the whole class path to make the first: ten times what a field costs. Virtual threads
/// are new each time, so they hand such work to a few threads that stay.
public final class CipherThreads {

  private static final ExecutorService FEW =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().daemon().name("cipher-", 0).factory());

  private CipherThreads() {}

  /// Something that encrypts, and never waits.
  public interface Encryption {
    byte[] bytes() throws GeneralSecurityException;
  }

  /// Unchecked when this Java has no such cipher.
  public static byte[] run(Encryption encryption) {
    return Thread.currentThread().isVirtual()
        ? CompletableFuture.supplyAsync(() -> here(encryption), FEW).join()
        : here(encryption);
  }

  private static byte[] here(Encryption encryption) {
    try {
      return encryption.bytes();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("AES-GCM is not available", broken);
    }
  }
}
