package com.klaro.sandbox.postgres;

import com.klaro.sandbox.process.CannotStart;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The programs of Postgres, unpacked once per version into a directory only this user can write.
record PostgresBinaries(Path home) {
  private static final Pattern LINE = Pattern.compile("\\) (\\d+)");

  static PostgresBinaries unpacked() throws IOException {
    byte[] archive = archive();
    Path cache =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "sandbox-postgres-" + System.getProperty("user.name"));
    PrivateFiles.createDirectory(cache);
    refuseStrangers(cache);
    Path home = cache.resolve(digest(archive));
    if (!Files.isDirectory(home)) {
      unpack(archive, cache, home);
    }
    return new PostgresBinaries(home);
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  /// Order and case by Unicode's numbers, as far as possible from the locales of this system: from
  /// 17 on Postgres brings its own.
  List<String> locale() throws IOException {
    return line() < 17
        ? List.of("--locale=C.UTF-8")
        : List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C");
  }

  /// The first number of what it says it is, as in `postgres (PostgreSQL) 18.6`.
  private int line() throws IOException {
    Process asked = new ProcessBuilder(program("postgres").toString(), "--version").start();
    String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher number = LINE.matcher(answer);
    if (!number.find()) {
      throw new CannotStart("Postgres does not say what it is: " + answer.strip());
    }
    return Integer.parseInt(number.group(1));
  }

  private static byte[] archive() throws IOException {
    try (InputStream packed =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
            System.getProperty("os.name"), System.getProperty("os.arch"))) {
      return packed.readAllBytes();
    } catch (IllegalStateException e) {
      throw new CannotStart(
          "No Postgres is packed for this system. Install one, and give its URL instead of the"
              + " embedded one.",
          e);
    }
  }

  /// The directory for temporary files is shared: what another user put there must never be run.
  private static void refuseStrangers(Path cache) throws IOException {
    String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(cache));
    Path own = Files.createTempFile("owner", null);
    boolean ours = Files.getOwner(cache).equals(Files.getOwner(own));
    Files.delete(own);
    if (!ours || !permissions.equals("rwx------")) {
      throw new CannotStart(
          cache + " is not private to this user. Remove it, or set java.io.tmpdir.");
    }
  }

  /// Unpacks aside and moves at the end: two programs may do it at once, and one may be killed half
  /// way.
  private static void unpack(byte[] archive, Path cache, Path home) throws IOException {
    Path aside = Files.createTempDirectory(cache, "unpacking");
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        place(entry, tar, aside);
      }
    }
    try {
      Files.move(aside, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (IOException e) {
      PrivateFiles.deleteTree(aside);
      if (!Files.isDirectory(home)) {
        throw e;
      }
    }
  }

  private static void place(TarArchiveEntry entry, InputStream content, Path root)
      throws IOException {
    Path target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root)) {
      throw new IOException("an entry of the archive leaves its directory: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, target);
    boolean executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(executable ? "rwx------" : "rw-------"));
  }

  private static String digest(byte[] archive) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(archive))
          .substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
