package com.klaro.store.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What a secret's value must be, looked at before it is kept: every process would trip over
/// another one.
///
/// @param words for people, as in "it must be …"
/// @param same whether two values that fit are one secret, written twice
public record SecretShape(String words, Predicate<byte[]> fits, BiPredicate<byte[], byte[]> same) {

  /// Of any value, in bytes.
  public static final int LONGEST = 64 * 1024;

  /// Each value is written in one way.
  public SecretShape(String words, Predicate<byte[]> fits) {
    this(words, fits, MessageDigest::isEqual);
  }

  public static SecretShape key() {
    return new SecretShape(
        MasterKey.BYTES + " random bytes", value -> value.length == MasterKey.BYTES);
  }

  public static SecretShape text() {
    return new SecretShape(
        "text of 1 to " + LONGEST + " bytes in UTF-8 without control characters",
        SecretShape::isText);
  }

  /// A newline at the end, as a terminal leaves it, is not part of the value, unless the value
  /// would not fit without it.
  Optional<byte[]> read(byte[] given) {
    return Stream.of(withoutNewline(given), given).filter(fits).findFirst();
  }

  private static boolean isText(byte[] value) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
      return value.length > 0
          && value.length <= LONGEST
          && text.chars().noneMatch(Character::isISOControl);
    } catch (CharacterCodingException otherBytes) {
      return false;
    }
  }

  private static byte[] withoutNewline(byte[] value) {
    int length = value.length;
    while (length > 0 && (value[length - 1] == '\n' || value[length - 1] == '\r')) {
      length--;
    }
    return length == value.length ? value : Arrays.copyOf(value, length);
  }
}
