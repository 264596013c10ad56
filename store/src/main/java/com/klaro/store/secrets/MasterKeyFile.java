package com.klaro.store.secrets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/// The master key in a file, `secrets.masterKey: file:…`: 32 bytes as base64, readable by its owner
/// only. One that development made says so in a second line.
public final class MasterKeyFile {

  private static final String SCHEME = "file:";

  /// Goes with the key wherever the file is copied.
  private static final String DEVELOPMENT = "# made for development";

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private MasterKeyFile() {}

  /// @throws Unusable when it is not a `file:` reference
  public static Path path(String reference) {
    if (!reference.startsWith(SCHEME) || reference.length() == SCHEME.length()) {
      throw new Unusable("secrets.masterKey must be file: and a path");
    }
    return Path.of(reference.substring(SCHEME.length()));
  }

  /// @throws Unusable when the file is missing, open to others, or holds no key
  public static MasterKey load(Path file) {
    try {
      Set<PosixFilePermission> allowed =
          EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
      if (!allowed.containsAll(Files.getPosixFilePermissions(file))) {
        throw new Unusable("The master key file " + file + " is open to others: chmod 600 it");
      }
      return new MasterKey(decoded(file));
    } catch (NoSuchFileException missing) {
      throw new Unusable(
          "The master key file "
              + file
              + " is missing: put it back from where it is kept, or for a new installation make"
              + " one: umask 077; openssl rand -base64 32 > "
              + file);
    } catch (IOException unreadable) {
      throw new Unusable(
          "The master key file "
              + file
              + " cannot be read: "
              + unreadable.getClass().getSimpleName());
    }
  }

  /// The same, for production: a key that development made may have been anywhere, and one that
  /// somebody typed can be guessed.
  ///
  /// @throws Unusable as `load`, or when production should have a key of its own
  public static MasterKey loadForProduction(Path file) {
    MasterKey key = load(file);
    try {
      boolean made = isOfDevelopment(file);
      if (made || isTyped(decoded(file))) {
        throw new Unusable(
            "The master key file "
                + file
                + (made ? " was made by a development program" : " holds words, not chance")
                + ": production needs a key of its own (openssl rand -base64 32)");
      }
      return key;
    } catch (IOException unreadable) {
      throw new Unusable("The master key file " + file + " cannot be read");
    }
  }

  /// Random bytes are all of them printable, or few different ones, less than once in a million
  /// million keys.
  private static boolean isTyped(byte[] key) {
    boolean printable = true;
    Set<Byte> different = new HashSet<>();
    for (byte each : key) {
      printable &= each >= ' ' && each <= '~';
      different.add(each);
    }
    return printable || different.size() < key.length / 2;
  }

  /// For development: makes the key once. Beside existing data a missing key is not replaced,
  /// because nothing that the old one wrapped could be opened with a new one.
  ///
  /// @param dataExists whether there is a database that was used with a key before
  /// @throws Unusable as `load`, or when the key is missing beside data
  public static MasterKey loadOrCreate(Path file, boolean dataExists, SecureRandom random) {
    if (!dataExists && Files.notExists(file)) {
      create(file, random);
    }
    return load(file);
  }

  /// The same for a database that is not development's own: with a key that development did not
  /// make, it is the data of somebody who did not mean this program, which would work on it, and
  /// keep its mails.
  ///
  /// @throws Unusable as `loadOrCreate`, or when development did not make the key
  public static MasterKey loadOrCreateForDevelopment(
      Path file, boolean dataExists, SecureRandom random) {
    MasterKey key = loadOrCreate(file, dataExists, random);
    if (!isOfDevelopment(file)) {
      throw new Unusable(
          "The master key file "
              + file
              + " was not made by a development program, and KLARO_DATABASE_URL is set: dev and"
              + " demo would work on what is real. Give them a KLARO_HOME and a database of their"
              + " own");
    }
    return key;
  }

  private static boolean isOfDevelopment(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(DEVELOPMENT);
    } catch (IOException unreadable) {
      throw new Unusable("The master key file " + file + " cannot be read");
    }
  }

  /// Written and synced aside, then linked under its name: whoever sees the name sees the whole
  /// key, and of two processes that start together one makes it.
  private static void create(Path file, SecureRandom random) {
    byte[] key = new byte[MasterKey.BYTES];
    random.nextBytes(key);
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new Unusable("The master key file needs a directory");
    }
    try {
      Files.createDirectories(directory, OWNER_ONLY_DIRECTORY);
      Path aside = Files.createTempFile(directory, ".master-key", "", OWNER_ONLY);
      try {
        write(aside, Base64.getEncoder().encodeToString(key) + "\n" + DEVELOPMENT + "\n");
        Files.createLink(file, aside);
      } catch (FileAlreadyExistsException theOtherWasFaster) {
        return;
      } finally {
        Files.deleteIfExists(aside);
      }
      try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
        entry.force(true);
      }
    } catch (IOException failure) {
      throw new Unusable(
          "The master key file " + file + " cannot be made: " + failure.getClass().getSimpleName());
    }
  }

  private static void write(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static byte[] decoded(Path file) throws IOException {
    byte[] key;
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      key = Base64.getDecoder().decode(text.replace(DEVELOPMENT, "").strip());
    } catch (IllegalArgumentException garbled) {
      // Without its cause, whose message may quote the file.
      throw new Unusable("The master key file " + file + " is not base64");
    }
    if (key.length != MasterKey.BYTES) {
      throw new Unusable(
          "The master key file " + file + " does not hold " + MasterKey.BYTES + " bytes");
    }
    return key;
  }

  /// Boot stops with this line, which says what to do and never what the file holds.
  public static final class Unusable extends RuntimeException {
    Unusable(String message) {
      super(message);
    }
  }
}
