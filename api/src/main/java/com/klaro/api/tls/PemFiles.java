package com.klaro.api.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/// A certificate and its key, as two files in PEM: what certificate authorities hand out.
public final class PemFiles {

  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.GROUP_WRITE);

  private final Path certificate;
  private final Path privateKey;

  public PemFiles(Path certificate, Path privateKey) {
    this.certificate = certificate;
    this.privateKey = privateKey;
  }

  /// When either was changed last. Two files are never changed at once: whoever reads between sees
  /// a pair that does not fit, and looks again.
  List<FileTime> changed() {
    return List.of(changed(certificate), changed(privateKey));
  }

  private static FileTime changed(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (NoSuchFileException away) {
      throw new Unusable(file + ": there is no such file", away);
    } catch (AccessDeniedException closed) {
      throw notForUs(file);
    } catch (IOException unreadable) {
      throw new Unusable(file + " cannot be read", unreadable);
    }
  }

  private static Unusable notForUs(Path file) {
    return new Unusable(file + ": the user that this program runs as may not read it", null);
  }

  /// @throws Unusable when the files cannot be read or do not belong together
  public X509Certificate certificate() {
    return chain().getFirst();
  }

  /// In memory, with an empty password.
  ///
  /// @throws Unusable when the files cannot be read or do not belong together
  KeyStore keyStore() {
    List<X509Certificate> chain = chain();
    PrivateKey key = key();
    if (!KeyPairs.match(chain.getFirst().getPublicKey(), key)) {
      throw new Unusable(privateKey + " is not the key of the certificate in " + certificate, null);
    }
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, new char[0]);
      store.setKeyEntry("tls", key, new char[0], chain.toArray(Certificate[]::new));
      return store;
    } catch (GeneralSecurityException | IOException broken) {
      throw new IllegalStateException("PKCS12 is not available", broken);
    }
  }

  /// The same check without the answer.
  ///
  /// @throws Unusable as `keyStore`
  public void check() {
    KeyStore _ = keyStore();
  }

  private List<X509Certificate> chain() {
    try {
      var factory = CertificateFactory.getInstance("X.509");
      List<X509Certificate> found =
          factory
              .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(certificate)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (found.isEmpty()) {
        throw new Unusable(certificate + " holds no certificate in PEM", null);
      }
      return found;
    } catch (AccessDeniedException closed) {
      throw notForUs(certificate);
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new Unusable(certificate + " cannot be read as certificates in PEM", unreadable);
    }
  }

  private PrivateKey key() {
    try {
      if (Files.getPosixFilePermissions(privateKey).stream().anyMatch(OTHERS::contains)) {
        throw new Unusable(privateKey + " is open to others: chmod 600 it", null);
      }
      return KeyPairs.privateKey(Files.readString(privateKey));
    } catch (AccessDeniedException closed) {
      throw notForUs(privateKey);
    } catch (IOException | GeneralSecurityException unreadable) {
      // Without its cause, whose message may quote the key.
      throw new Unusable(
          privateKey
              + " cannot be read as a PKCS#8 key in PEM, not encrypted; openssl pkcs8 -topk8"
              + " -nocrypt makes one",
          null);
    }
  }

  /// The line says which file and what to do, never what is in it.
  public static final class Unusable extends RuntimeException {
    Unusable(String message, @org.jspecify.annotations.Nullable Throwable cause) {
      super("http.tls: " + message, cause);
    }
  }
}
