package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
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
