package com.klaro.api.tokens.nextauth;

import com.klaro.api.tokens.SessionPrincipal;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The session token among a request's cookies, in one piece or in several: a token that is too
/// long for one cookie is cut, and its pieces are numbered from `.0` on. Several tokens are none,
/// for nobody could say which is meant.
public final class SessionCookies {

  static final List<String> NAMES =
      Stream.of(TokenForm.values()).flatMap(form -> form.cookies().stream()).toList();

  private final NextAuthTokens tokens;

  public SessionCookies(NextAuthTokens tokens) {
    this.tokens = tokens;
  }

  /// Who calls; empty when no cookie says so, or another site made the browser send it.
  public Optional<SessionPrincipal> caller(ContainerRequestContext request) {
    @Nullable List<String> headers = request.getHeaders().get(HttpHeaders.COOKIE);
    return headers == null || !CrossSiteCheck.passes(request)
        ? Optional.empty()
        : shown(headers)
            .flatMap(shown -> tokens.holder(shown.token(), EnumSet.of(shown.form())))
            .map(SessionPrincipal::new);
  }

  record Shown(TokenForm form, String token) {}

  /// @param number behind the name's dot; empty for a token in one piece
  private record Piece(String name, String number, String value) {}

  static Optional<Shown> shown(List<String> headers) {
    List<Piece> pieces =
        headers.stream()
            .flatMap(header -> Stream.of(header.split(";", -1)))
            .flatMap(SessionCookies::piece)
            .toList();
    return pieces.stream().map(Piece::name).distinct().count() == 1
        ? joined(pieces)
            .flatMap(
                token -> TokenForm.of(pieces.getFirst().name()).map(form -> new Shown(form, token)))
        : Optional.empty();
  }

  private static Stream<Piece> piece(String cookie) {
    int sign = cookie.indexOf('=');
    String name = cookie.substring(0, Math.max(0, sign)).strip();
    String value = cookie.substring(sign + 1).strip();
    return NAMES.stream()
        .filter(it -> name.equals(it) || name.startsWith(it + "."))
        .map(it -> new Piece(it, name.substring(it.length()), value));
  }

  private static Optional<String> joined(List<Piece> pieces) {
    if (pieces.size() == 1 && pieces.getFirst().number().isEmpty()) {
      return Optional.of(pieces.getFirst().value());
    }
    Map<String, String> byNumber = new HashMap<>();
    pieces.forEach(piece -> byNumber.put(piece.number(), piece.value()));
    var token = new StringBuilder();
    for (int i = 0; i < pieces.size(); i++) {
      String value = byNumber.getOrDefault("." + i, "");
      if (value.isEmpty()) {
        return Optional.empty();
      }
      token.append(value);
    }
    return Optional.of(token.toString());
  }
}
