package com.klaro.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Says that one program owns a set of files. The operating system gives the lock back when the
/// holder dies, however it dies, so a lock that cannot be had means a living holder and never a
/// leftover.
public final class FileLock implements AutoCloseable {
  private final FileChannel channel;

  private FileLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Takes the lock at once or refuses; `owned` is what the message says is in use.
  public static FileLock take(Path file, String owned) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new CannotStart(
            owned
                + " is in use by another running program. Stop that one, or use another"
                + " directory.");
      }
      return new FileLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Null when this or another process holds it; Java reports the two in different ways.
  private static java.nio.channels.@Nullable FileLock tryLock(FileChannel channel)
      throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
