package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The search of S2-6 itself: one that finds nothing where something is would pass every scan.
class CanariesTest {
  private static final String VALUE = "Rao & Töchter, +49 1512 3456789";

  private final Canaries canaries = new Canaries();

  CanariesTest() {
    canaries.plant("another", "Somebody Else");
    canaries.plant("name", VALUE);
  }

  @Test
  void aValueIsFoundInEveryFormAProgramWritesItIn() {
    byte[] bytes = VALUE.getBytes(StandardCharsets.UTF_8);
    isFound(VALUE);
    isFound(VALUE.toLowerCase(Locale.ROOT));
    isFound(URLEncoder.encode(VALUE, StandardCharsets.UTF_8));
    isFound(HexFormat.of().formatHex(bytes));
    for (String before : List.of("", "{", "{\"", "{\"n", "{\"na")) {
      String around = before + VALUE + "\"}";
      isFound(Base64.getEncoder().encodeToString(around.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void itIsFoundAmongBytesThatAreNoText() {
    var file = new byte[300];
    for (int i = 0; i < file.length; i++) {
      file[i] = (byte) i;
    }
    byte[] bytes = VALUE.getBytes(StandardCharsets.UTF_8);
    assertThat(canaries.in(file)).isEmpty();
    System.arraycopy(bytes, 0, file, 131, bytes.length);
    assertThat(canaries.in(file)).containsExactly("name");
  }

  /// A row that holds the bytes of a token opens as much as one that holds its letters.
  @Test
  void aTokenIsFoundAsTheBytesItStandsForToo() {
    byte[] bytes = new byte[32];
    new Random(1).nextBytes(bytes);
    String letters = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    for (String token : List.of("kls_" + letters, letters)) {
      var tokens = new Canaries();
      tokens.plant("token", token);
      assertThat(tokens.in("a" + letters + "b")).containsExactly("token");
      assertThat(tokens.in("\\\\x" + HexFormat.of().formatHex(bytes))).containsExactly("token");
      for (int before = 0; before < 4; before++) {
        byte[] around = new byte[before + bytes.length + 5];
        System.arraycopy(bytes, 0, around, before, bytes.length);
        assertThat(tokens.in(around)).containsExactly("token");
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
          assertThat(tokens.in(encoder.encodeToString(around))).containsExactly("token");
        }
      }
      assertThat(tokens.in(new byte[64])).isEmpty();
    }
  }

  @Test
  void aScanSaysWhatWasInWhichAnswer() {
    var scan = new CanaryScan(canaries);
    scan.refusals(List.of("404 not found", "422 " + VALUE + " is no address"));
    scan.bytes("a row", "Somebody Else".getBytes(StandardCharsets.UTF_8));
    assertThat(scan.found().values()).containsExactly(List.of("another"), List.of("name"));
    assertThat(scan.found().keySet()).anyMatch(place -> place.startsWith("an answer: 422"));
  }

  private void isFound(String form) {
    assertThat(canaries.in("before" + form + "after")).as(form).containsExactly("name");
  }
}
