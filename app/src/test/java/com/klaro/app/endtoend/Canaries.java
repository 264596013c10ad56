package com.klaro.app.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Values that were given to the program and must be found nowhere it writes, in none of the forms
/// it could write them in.
final class Canaries {
  /// Of 30 bytes or more: our tokens, with what stands in front of them, and signatures.
  private static final Pattern ENCODED = Pattern.compile("(?:kl[a-z]_)?([A-Za-z0-9_-]{40,})");

  private final Set<String> names = new LinkedHashSet<>();

  /// By their first two bytes: a database's files are looked through once, and not for each form.
  private final Map<Integer, Set<Form>> forms = new HashMap<>();

  private final BitSet beginnings = new BitSet(1 << 16);

  /// @param text each character a byte
  private record Form(String name, String text) {}

  void plant(String name, String value) {
    names.add(name);
    formsOf(value)
        .forEach(text -> {
          int beginning = beginning((byte) text.charAt(0), (byte) text.charAt(1));
          beginnings.set(beginning);
          forms.computeIfAbsent(beginning, _ -> new HashSet<>()).add(new Form(name, text));
        });
  }

  private static int beginning(byte first, byte second) {
    return Byte.toUnsignedInt(first) << 8 | Byte.toUnsignedInt(second);
  }

  private static Set<String> formsOf(String value) {
    Set<String> all = new HashSet<>();
    plant(all, value.getBytes(UTF_8));
    all.add(bytes(value.toLowerCase(Locale.ROOT)));
    all.add(URLEncoder.encode(value, UTF_8));
    Matcher encoded = ENCODED.matcher(value);
    if (encoded.matches()) {
      // Whoever has these bytes can write the token.
      plant(all, Base64.getUrlDecoder().decode(encoded.group(1)));
    }
    return all;
  }

  private static void plant(Set<String> all, byte[] value) {
    all.add(new String(value, ISO_8859_1));
    all.add(HexFormat.of().formatHex(value));
    for (int shift = 0; shift < 3; shift++) {
      all.add(base64(Base64.getEncoder(), value, shift));
      all.add(base64(Base64.getUrlEncoder(), value, shift));
    }
  }

  /// What base64 makes of the value inside something longer: the first and last characters depend
  /// on what is around it.
  private static String base64(Base64.Encoder encoder, byte[] value, int shift) {
    byte[] shifted = new byte[shift + value.length];
    System.arraycopy(value, 0, shifted, shift, value.length);
    String encoded = encoder.withoutPadding().encodeToString(shifted);
    return encoded.substring(shift == 0 ? 0 : 4, encoded.length() - 2);
  }

  /// Names of those that are in the bytes.
  List<String> in(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    Set<String> found = new HashSet<>();
    for (int at = 0; at + 1 < bytes.length; at++) {
      int beginning = beginning(bytes[at], bytes[at + 1]);
      if (beginnings.get(beginning)) {
        for (Form form : forms.getOrDefault(beginning, Set.of())) {
          if (text.startsWith(form.text(), at)) {
            found.add(form.name());
          }
        }
      }
    }
    return names.stream().filter(found::contains).toList();
  }

  List<String> in(String text) {
    return in(text.getBytes(UTF_8));
  }

  private static String bytes(String value) {
    return new String(value.getBytes(UTF_8), ISO_8859_1);
  }
}
