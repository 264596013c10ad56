package com.klaro.store.secrets;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Where encrypting is cheap. Tink keeps a random generator and a cipher per thread and looks
/// through the whole class path to make the first: ten times what a field costs. Virtual threads
/// are new each time, so they hand such work to a few threads that stay.
public final class CipherThreads {

  private static final ExecutorService FEW =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().daemon().name("cipher-", 0).factory());

  private CipherThreads() {}

  /// @param work never waits for anything
  public static byte[] encrypt(Supplier<byte[]> work) {
    return Thread.currentThread().isVirtual()
        ? CompletableFuture.supplyAsync(work, FEW).join()
        : work.get();
  }
}
