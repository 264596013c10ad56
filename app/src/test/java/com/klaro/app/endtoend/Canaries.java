package com.klaro.app.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Values that were given to the program and must be found nowhere it writes, in none of the forms
/// it could write them in.
final class Canaries {
  private final Map<String, Set<String>> forms = new LinkedHashMap<>();

  void plant(String name, String value) {
    Set<String> all = forms.computeIfAbsent(name, _ -> new LinkedHashSet<>());
    all.add(bytes(value));
    all.add(bytes(value.toLowerCase(Locale.ROOT)));
    all.add(URLEncoder.encode(value, UTF_8));
    all.add(HexFormat.of().formatHex(value.getBytes(UTF_8)));
    for (int shift = 0; shift < 3; shift++) {
      all.add(base64(value, shift));
    }
  }

  /// What base64 makes of the value inside something longer: the first and last characters depend
  /// on what is around it.
  private static String base64(String value, int shift) {
    String encoded =
        Base64.getEncoder()
            .withoutPadding()
            .encodeToString(("x".repeat(shift) + value).getBytes(UTF_8));
    return encoded.substring(shift == 0 ? 0 : 4, encoded.length() - 2);
  }

  /// Names of those that are in the bytes.
  List<String> in(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    List<String> found = new ArrayList<>();
    forms.forEach((name, all) -> {
      if (all.stream().anyMatch(text::contains)) {
        found.add(name);
      }
    });
    return found;
  }

  List<String> in(String text) {
    return in(text.getBytes(UTF_8));
  }

  private static String bytes(String value) {
    return new String(value.getBytes(UTF_8), ISO_8859_1);
  }
}
