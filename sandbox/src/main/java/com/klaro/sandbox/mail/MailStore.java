package com.klaro.sandbox.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Every mail that was taken and not deleted, in the order it came. Each change is in the journal
/// first.
final class MailStore implements AutoCloseable {
  private final Journal journal;
  private final Map<String, ParsedMail> mails = new LinkedHashMap<>();
  private final Set<String> read = new HashSet<>();

  private MailStore(Journal.Opened opened) {
    this.journal = opened.journal();
    opened.entries().forEach(this::apply);
  }

  static MailStore open(Path directory) {
    try {
      Files.createDirectories(directory);
      Path file = directory.resolve("mail.journal");
      Journal.Opened opened = Journal.open(file);
      MailStore store = new MailStore(opened);
      if (opened.entries().stream().noneMatch(JournalEntry.Deleted.class::isInstance)) {
        return store;
      }
      store.close();
      Journal.rewrite(file, store.entries());
      return new MailStore(Journal.open(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a journal without deleted mail would say.
  private List<JournalEntry> entries() {
    List<JournalEntry> entries = new ArrayList<>();
    mails.values().forEach(mail -> entries.add(new JournalEntry.Received(mail.stored())));
    read.forEach(id -> entries.add(new JournalEntry.Read(id)));
    return entries;
  }

  /// Returns when the mail is on the disk.
  void add(StoredMail mail) throws IOException {
    write(new JournalEntry.Received(mail));
  }

  void markRead(String id) {
    if (!isRead(id)) {
      writeUnchecked(new JournalEntry.Read(id));
    }
  }

  void delete(Collection<String> ids) {
    if (!ids.isEmpty()) {
      writeUnchecked(new JournalEntry.Deleted(List.copyOf(ids)));
    }
  }

  synchronized void deleteAll() {
    delete(List.copyOf(mails.keySet()));
  }

  /// Newest first.
  synchronized List<ParsedMail> all() {
    return new ArrayList<>(mails.values()).reversed();
  }

  synchronized Optional<ParsedMail> find(String id) {
    return Optional.ofNullable(mails.get(id));
  }

  synchronized boolean isRead(String id) {
    return read.contains(id);
  }

  private void writeUnchecked(JournalEntry entry) {
    try {
      write(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void write(JournalEntry entry) throws IOException {
    journal.append(entry);
    apply(entry);
  }

  private synchronized void apply(JournalEntry entry) {
    switch (entry) {
      case JournalEntry.Received(StoredMail mail) -> mails.put(mail.id(), ParsedMail.of(mail));
      case JournalEntry.Read(String id) -> read.add(id);
      case JournalEntry.Deleted(List<String> ids) -> {
        ids.forEach(mails::remove);
        read.removeAll(Set.copyOf(ids));
      }
    }
  }

  @Override
  public void close() {
    try {
      journal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
