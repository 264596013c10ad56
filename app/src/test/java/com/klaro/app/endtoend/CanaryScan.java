package com.klaro.app.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Where the program writes, and which canaries are there.
final class CanaryScan {
  /// The outside world: a mail holds an address and a link by its nature.
  private static final List<String> OUTSIDE = List.of("mailbox", "sandbox");

  /// Of the database that the sandbox starts, whose file it is.
  private static final String DATABASE_PASSWORD = "superuser.password";

  private final Canaries canaries;
  private final Map<String, List<String>> found = new TreeMap<>();

  CanaryScan(Canaries canaries) {
    this.canaries = canaries;
  }

  void bytes(String place, byte[] bytes) {
    List<String> names = canaries.in(bytes);
    if (!names.isEmpty()) {
      found.merge(
          place,
          names,
          (one, other) -> Stream.concat(one.stream(), other.stream()).distinct().toList());
    }
  }

  void refusals(List<String> all) {
    all.forEach(text -> {
      if (!canaries.in(text).isEmpty()) {
        found.put(
            "an answer: " + text.substring(0, Math.min(200, text.length())), canaries.in(text));
      }
    });
  }

  void tables(Superuser database) {
    database.tables().forEach(table -> bytes(table, database.copyOf(table)));
  }

  /// Every file, with the database's own and its write-ahead log; best when nobody writes any more.
  void files(KlaroHome home) {
    file(home.output());
    below(
        home.path(),
        file ->
            !OUTSIDE.contains(home.path().relativize(file).getName(0).toString())
                && !file.endsWith(DATABASE_PASSWORD));
  }

  /// Where canaries must be: a search that finds none here would find none anywhere.
  void mailbox(KlaroHome home) {
    below(home.path().resolve("mailbox"), _ -> true);
  }

  private void below(Path folder, Predicate<Path> wanted) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(Files::isRegularFile).filter(wanted).forEach(this::file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void file(Path file) {
    try {
      bytes(file.toString(), Files.readAllBytes(file));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Map<String, List<String>> found() {
    return found;
  }
}
