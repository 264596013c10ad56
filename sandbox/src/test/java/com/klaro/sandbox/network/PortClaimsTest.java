package com.klaro.sandbox.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortClaimsTest {

  @Test
  void whatIsFreeIsNeverGivenTwice() {
    assertThat(IntStream.range(0, 50).map(_ -> LoopbackPort.free())).doesNotHaveDuplicates();
  }

  @Test
  void aPortSomebodyListensOnIsNotFree() throws IOException {
    try (var taken = new ServerSocket(0, 1, LoopbackPort.ADDRESS)) {
      assertThat(PortClaims.claim(taken.getLocalPort())).isFalse();
    }
  }

  @Test
  void anotherProcessGetsItOnlyWhenItWasGivenBack() throws Exception {
    int port = LoopbackPort.free();
    assertThat(claimedElsewhere(port)).isEqualTo("false");
    PortClaims.release(port);
    assertThat(claimedElsewhere(port)).isEqualTo("true");
    assertThat(PortClaims.claim(port)).as("the other process has ended").isTrue();
  }

  private static String claimedElsewhere(int port) throws IOException, InterruptedException {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Elsewhere.class.getName(),
                Integer.toString(port))
            .start();
    String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(other.waitFor()).isZero();
    return said;
  }

  /// The other process.
  static final class Elsewhere {
    private Elsewhere() {}

    public static void main(String[] arguments) {
      System.out.println(PortClaims.claim(Integer.parseInt(arguments[0])));
    }
  }
}
