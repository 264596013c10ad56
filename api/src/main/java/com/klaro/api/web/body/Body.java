package com.klaro.api.web.body;

import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import java.util.Locale;
import java.util.regex.Pattern;

/// A buffered request body whose parsing is put off until the gate has decided: a foreign workspace
/// is 404 whatever the body says. The size was checked before the resource was called.
///
/// @param <T> a record with one component per field; a component that is not `@Nullable` is
///   required
public final class Body<T> {

  private static final Pattern JSON =
      Pattern.compile(
          "application/json( *; *charset *= *\"?utf-8\"? *)?", Pattern.CASE_INSENSITIVE);

  private final byte[] bytes;
  private final String contentType;
  private final String contentEncoding;
  private final BodyParser parser;
  private final Class<T> type;

  Body(byte[] bytes, String contentType, String contentEncoding, BodyParser parser, Class<T> type) {
    this.bytes = bytes;
    this.contentType = contentType;
    this.contentEncoding = contentEncoding;
    this.parser = parser;
    this.type = type;
  }

  /// @throws Problem `unsupported-media-type`, or `invalid-request` with one error per field
  public T read() {
    requireJson();
    return parser.read(bytes, type);
  }

  /// What is asked of the body before it is read, or of one that was read before.
  ///
  /// @throws Problem as [#read], but for what the JSON says
  public void requireJson() {
    refuseEncoded();
    if (bytes.length == 0 && contentType.isEmpty()) {
      throw Problem.invalid("body", "is required");
    }
    if (!JSON.matcher(contentType.strip()).matches()) {
      throw Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE);
    }
  }

  /// The bytes as they came, for signatures. Do not change them.
  ///
  /// @throws Problem `unsupported-media-type` when they are compressed
  public byte[] bytes() {
    refuseEncoded();
    return bytes;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /// What a fingerprint covers; unlike [#bytes] it checks nothing.
  public byte[] raw() {
    return bytes;
  }

  private void refuseEncoded() {
    refuseEncoded(contentEncoding);
  }

  /// Nothing is ever inflated here: a kilobyte can become a gigabyte.
  static void refuseEncoded(String contentEncoding) {
    String encoding = contentEncoding.strip().toLowerCase(Locale.ROOT);
    if (!encoding.isEmpty() && !encoding.equals("identity")) {
      throw Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE);
    }
  }
}
