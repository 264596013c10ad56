package com.klaro.sandbox.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.klaro.sandbox.process.CannotStart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// What happened to the mailbox, line after line. A line is on the disk when `append` returns. A
/// kill can only tear the last one, which nobody was told of: it is cut off at the next start.
final class Journal implements AutoCloseable {
  private final FileChannel channel;
  private long length;

  private Journal(FileChannel channel, long length) {
    this.channel = channel;
    this.length = length;
  }

  /// The journal, and what it tells.
  record Opened(Journal journal, List<JournalEntry> entries) {}

  static Opened open(Path file) throws IOException {
    byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    int whole = wholeLines(content);
    List<JournalEntry> entries = parse(file, new String(content, 0, whole, StandardCharsets.UTF_8));
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.truncate(whole);
    channel.force(true);
    return new Opened(new Journal(channel, whole), entries);
  }

  /// Starts the file again with these entries only, or leaves it as it is when anything goes wrong
  /// on the way.
  static void rewrite(Path file, List<JournalEntry> entries) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(aside);
    try (Journal fresh = open(aside).journal()) {
      for (JournalEntry entry : entries) {
        fresh.write(entry);
      }
      fresh.channel.force(false);
    }
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static int wholeLines(byte[] content) {
    int end = content.length;
    while (end > 0 && content[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private static List<JournalEntry> parse(Path file, String text) {
    List<JournalEntry> entries = new ArrayList<>();
    for (String line : text.lines().toList()) {
      try {
        entries.add(JournalEntry.parse(line));
      } catch (JsonProcessingException e) {
        throw new CannotStart(
            "Line " + (entries.size() + 1) + " of " + file + " is damaged. Move the file away.", e);
      }
    }
    return entries;
  }

  /// Returns when the entry is on the disk.
  void append(JournalEntry entry) throws IOException {
    long before = length;
    write(entry);
    try {
      channel.force(false);
    } catch (IOException e) {
      length = before; // nobody is told of it, so it must not come back
      throw e;
    }
  }

  /// Half a line of a write that failed must not stay: the next one would be glued to it.
  private void write(JournalEntry entry) throws IOException {
    channel.truncate(length);
    ByteBuffer line = ByteBuffer.wrap((entry.line() + "\n").getBytes(StandardCharsets.UTF_8));
    long position = length;
    while (line.hasRemaining()) {
      position += channel.write(line, position);
    }
    length = position;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
