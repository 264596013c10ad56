package com.klaro.api.web.paging;

import com.klaro.api.web.problem.Problem;
import com.klaro.store.secrets.Hmac;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Opaque places in lists. A cursor holds the last id and a MAC over it and the list's name, so it
/// can be neither made up nor carried to another list; put the workspace into the name of a list
/// that has one.
public final class Cursor {

  private static final int MAC_BYTES = 16;

  private final Hmac hmac;

  /// @param key from `MasterKey.derive("cursor")`
  public Cursor(byte[] key) {
    this.hmac = new Hmac(key);
  }

  /// @throws Problem `invalid-request` on `limit` or `cursor`
  public PageRequest request(String list, @Nullable String limit, @Nullable String cursor) {
    return new PageRequest(limit(limit), cursor == null ? null : open(list, cursor));
  }

  /// @param rows up to [PageRequest#fetch] of them
  public <R, T> Page<T> page(
      String list, PageRequest asked, List<R> rows, Function<R, ?> id, Function<R, T> item) {
    List<R> shown = rows.size() > asked.limit() ? rows.subList(0, asked.limit()) : rows;
    String next =
        rows.size() > asked.limit() ? seal(list, id.apply(shown.getLast()).toString()) : null;
    return new Page<>(shown.stream().map(item).toList(), next);
  }

  String seal(String list, String lastId) {
    byte[] id = lastId.getBytes(StandardCharsets.UTF_8);
    byte[] sealed = ByteBuffer.allocate(MAC_BYTES + id.length).put(mac(list, id)).put(id).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  private String open(String list, String cursor) {
    byte[] sealed;
    try {
      sealed = Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException notBase64) {
      throw notOurs();
    }
    if (sealed.length <= MAC_BYTES) {
      throw notOurs();
    }
    byte[] id = Arrays.copyOfRange(sealed, MAC_BYTES, sealed.length);
    if (!MessageDigest.isEqual(mac(list, id), Arrays.copyOf(sealed, MAC_BYTES))) {
      throw notOurs();
    }
    String lastId = new String(id, StandardCharsets.UTF_8);
    if (!seal(list, lastId).equals(cursor)) {
      throw notOurs();
    }
    return lastId;
  }

  private static Problem notOurs() {
    return Problem.invalid("cursor", "must be a nextCursor of this list");
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return PageRequest.USUAL;
    }
    // ASCII digits only: Integer.parseInt would also take a sign and digits of other scripts.
    int limit = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > PageRequest.MAX) {
      throw Problem.invalid("limit", "must be a number from 1 to " + PageRequest.MAX);
    }
    return limit;
  }

  private byte[] mac(String list, byte[] id) {
    return Arrays.copyOf(hmac.of((list + "\0").getBytes(StandardCharsets.UTF_8), id), MAC_BYTES);
  }
}
