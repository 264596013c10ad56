package com.klaro.sandbox.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Ports that this process said it will use, by locks on files, until it ends. Between a look at a
/// port and its use another process that looks as we do would take it, and a server in a third
/// process cannot be handed the socket.
public final class PortClaims {

  private static final Path LOCKS =
      Path.of(System.getProperty("java.io.tmpdir"), "klaro-port-claims");

  /// Kept, for whoever forgets a file has closed it.
  private static final Map<Integer, FileChannel> HELD = new HashMap<>();

  private PortClaims() {}

  /// @return false when somebody listens there, or it is claimed already
  public static synchronized boolean claim(int port) {
    @Nullable FileChannel lock =
        HELD.containsKey(port) || !LoopbackPort.isFree(port) ? null : lock(port);
    if (lock == null) {
      return false;
    }
    HELD.put(port, lock);
    return true;
  }

  /// Gives back what was claimed and is not used after all.
  public static synchronized void release(int port) {
    @Nullable FileChannel lock = HELD.remove(port);
    if (lock != null) {
      close(lock);
    }
  }

  private static @Nullable FileChannel lock(int port) {
    try {
      Files.createDirectories(LOCKS);
      FileChannel file =
          FileChannel.open(
              LOCKS.resolve(Integer.toString(port)),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      try {
        if (file.tryLock() != null) {
          return file;
        }
      } catch (OverlappingFileLockException ours) {
        // Of the same classes, loaded a second time.
      }
      close(file);
      return null;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void close(FileChannel lock) {
    try {
      lock.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
