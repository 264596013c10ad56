package com.klaro.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Says that one program owns a set of files. The operating system gives the lock back when the
/// holder dies, however it dies, so a lock that cannot be had means a living holder and never a
/// leftover. The file holds the process id of its last holder, for people.
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
                + " is in use by another running program"
                + holder(file)
                + ". Stop that one, or use another directory.");
      }
      writePid(channel);
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

  private static void writePid(FileChannel channel) throws IOException {
    byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
    channel.write(ByteBuffer.wrap(pid), 0);
    channel.truncate(pid.length);
  }

  /// Says nothing rather than a wrong id, which a holder of this very moment has not replaced yet.
  private static String holder(Path file) {
    return PidFile.read(file)
        .filter(pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
        .map(pid -> " (process " + pid + ")")
        .orElse("");
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
