package com.klaro.store.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/// The byte form that is hashed, signed and keyed. Texts and byte strings are preceded by their
/// length (four bytes, big endian), numbers take eight: no two different lists of fields give the
/// same bytes.
final class CanonicalBytes {

  private byte[] bytes = new byte[512];
  private int length;

  /// Starts over with the name of the form, so that bytes of one kind are never taken for
  /// another's.
  CanonicalBytes begin(String form) {
    length = 0;
    return text(form);
  }

  CanonicalBytes text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  CanonicalBytes bytes(byte[] more) {
    room(Integer.BYTES + more.length);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (more.length >>> shift);
    }
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  CanonicalBytes number(long number) {
    room(Long.BYTES);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (number >>> shift);
    }
    return this;
  }

  /// Microseconds since 1970, which is what Postgres keeps.
  CanonicalBytes time(Instant at) {
    return number(ChronoUnit.MICROS.between(Instant.EPOCH, at));
  }

  CanonicalBytes flag(boolean set) {
    room(1);
    bytes[length++] = (byte) (set ? 1 : 0);
    return this;
  }

  byte[] buffer() {
    return bytes;
  }

  int length() {
    return length;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
