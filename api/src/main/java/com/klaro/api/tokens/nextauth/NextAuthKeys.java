package com.klaro.api.tokens.nextauth;

import com.klaro.store.secrets.SecretReference;
import com.klaro.store.secrets.SecretStore;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The keys that tokens of front ends are encrypted with, derived once from the secrets as one
/// process knows them. A secret that was retired and has no successor opens nothing any more.
public final class NextAuthKeys {

  private final Supplier<List<byte[]>> secrets;
  private volatile List<Key> keys = List.of();

  private NextAuthKeys(Supplier<List<byte[]>> secrets) {
    this.secrets = secrets;
    refresh();
  }

  /// @param id as a token names it; null where tokens name none
  /// @param newest whether it comes from the newest secret
  record Key(TokenForm form, byte[] bytes, @Nullable String id, boolean newest) {}

  /// Every live version of each, in the order of the list.
  ///
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away
  public static NextAuthKeys from(List<SecretReference> references, SecretStore store) {
    return new NextAuthKeys(() -> values(references, store));
  }

  /// Those of these secrets and no others.
  ///
  /// @param secrets newest first
  public static NextAuthKeys of(List<String> secrets) {
    return new NextAuthKeys(() -> secrets.stream().map(NextAuthKeys::bytes).toList());
  }

  /// The secrets themselves, newest first, for whoever writes tokens in development.
  public static List<String> texts(List<SecretReference> references, SecretStore store) {
    return values(references, store).stream()
        .map(value -> new String(value, StandardCharsets.UTF_8))
        .toList();
  }

  /// Reads the store again: for upkeep, outside any transaction.
  public void refresh() {
    List<byte[]> newestFirst = secrets.get();
    var derived = new ArrayList<Key>();
    for (int age = 0; age < newestFirst.size(); age++) {
      for (TokenForm form : TokenForm.values()) {
        byte[] key = form.key(newestFirst.get(age));
        derived.add(new Key(form, key, form.namesItsKey() ? thumbprint(key) : null, age == 0));
      }
    }
    keys = List.copyOf(derived);
  }

  List<Key> all() {
    return keys;
  }

  private static List<byte[]> values(List<SecretReference> references, SecretStore store) {
    return references.stream()
        .flatMap(reference -> store.live(reference.name()).stream())
        .map(SecretStore.Version::value)
        .toList();
  }

  private static byte[] bytes(String secret) {
    return secret.getBytes(StandardCharsets.UTF_8);
  }

  /// RFC 7638 with SHA-512, as Auth.js names its keys.
  private static String thumbprint(byte[] key) {
    try {
      return new OctetSequenceKey.Builder(key).build().computeThumbprint("SHA-512").toString();
    } catch (JOSEException broken) {
      throw new IllegalStateException("SHA-512 is not available", broken);
    }
  }
}
