package com.klaro.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Looks into every column of every table there is, and will be. Postgres writes bytes in hex, so
/// whoever looks for a text must know that form of it too.
public record Columns(RunningApi api) {

  private static final int PREFIX = "kls_".length();

  private record Column(String table, String name) {}

  /// That of a token from a mail its SHA-256 is kept, in one place, and nothing that opens
  /// anything.
  ///
  /// @param place a table, a dot and a column
  public void holdOnlyTheHashOf(String token, String place) {
    assertThat(with(hex(sha256(token.getBytes(UTF_8))))).containsExactly(place);
    String secret = token.substring(PREFIX);
    byte[] bytes = Base64.getUrlDecoder().decode(secret);
    assertThat(bytes).hasSizeGreaterThanOrEqualTo(32);
    holdNothingOf(secret);
    assertThat(with(hex(bytes), Base64.getEncoder().withoutPadding().encodeToString(bytes)))
        .isEmpty();
  }

  /// Neither as it is written nor as bytes.
  public void holdNothingOf(String text) {
    assertThat(with(text, hex(text.getBytes(UTF_8)))).isEmpty();
  }

  /// Those with one of these in what is written out of them.
  private List<String> with(String... texts) {
    try (Handle handle = api.superuser()) {
      List<Column> all =
          handle
              .select(
                  """
                  SELECT quote_ident(table_name), quote_ident(column_name)
                  FROM information_schema.columns JOIN information_schema.tables
                    USING (table_catalog, table_schema, table_name)
                  WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
                  """)
              .map((row, _) -> new Column(row.getString(1), row.getString(2)))
              .list();
      return all.stream()
          .filter(column -> holds(handle, column, texts))
          .map(column -> column.table() + "." + column.name())
          .toList();
    }
  }

  private static boolean holds(Handle handle, Column column, String... texts) {
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT FROM <table>, unnest(:texts) AS sought(text_of_it)"
                + " WHERE strpos(<table>.<name>::text, text_of_it) > 0)")
        .define("table", column.table())
        .define("name", column.name())
        .bindArray("texts", String.class, (Object[]) texts)
        .mapTo(Boolean.class)
        .one();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
