package com.klaro.api.tokens;

import com.nimbusds.jose.util.Base64URL;
import java.util.stream.Stream;

/// A token in the compact form of JOSE: parts in base64url with a dot between them.
public final class TokenText {

  private TokenText() {}

  /// The library skips what is no base64 and bits that mean nothing, so that one token would have
  /// many spellings; whoever keeps a list of tokens must be able to compare them.
  public static boolean isAsWritten(String token) {
    return Stream.of(token.split("\\.", -1))
        .allMatch(part -> Base64URL.encode(new Base64URL(part).decode()).toString().equals(part));
  }
}
