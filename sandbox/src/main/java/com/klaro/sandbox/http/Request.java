package com.klaro.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A request that was read in full. Header names are lower case; `path` is decoded; `parameters`
/// are what the pattern of the route took from it.
public record Request(
    String method,
    String path,
    String rawQuery,
    Map<String, List<String>> headers,
    Content body,
    Map<String, String> parameters) {

  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  /// The first value of a query parameter.
  public Optional<String> query(String name) {
    return Optional.ofNullable(queryParameters().get(name));
  }

  public Map<String, String> queryParameters() {
    Map<String, String> all = new LinkedHashMap<>();
    for (String pair : rawQuery.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (!name.isEmpty()) {
        all.putIfAbsent(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return all;
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw new Refused(400, "The query is not encoded well.");
    }
  }

  public String parameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no parameter " + name);
    }
    return value;
  }

  public Request withParameters(Map<String, String> taken) {
    return new Request(method, path, rawQuery, headers, body, taken);
  }

  /// The same request as a part mounted below `prefix` sees it.
  public Request below(String prefix) {
    String rest = path.substring(prefix.length());
    return new Request(method, rest.isEmpty() ? "/" : rest, rawQuery, headers, body, parameters);
  }
}
