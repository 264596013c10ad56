package com.klaro.app.endtoend;

import com.klaro.sandbox.network.PortClaims;
import java.util.List;

/// Shifts of all ports to where nobody listens, below the range from which systems give ports to
/// clients. Tests run in several processes at once, so each port is claimed.
final class Offsets {

  private static final List<Integer> PORTS =
      List.of(8080, 8081, 8443, 8090, 8025, 1025, 5433, 7233, 8233, 7243, 7253);
  private static final int FIRST = 11_000;
  private static final int LAST = 21_000;

  private static int next = FIRST + (int) (ProcessHandle.current().pid() * 37 % 9_000);

  private Offsets() {}

  static synchronized int free() {
    while (true) {
      next = next >= LAST ? FIRST : next + 23;
      if (isClaimed(next)) {
        return next;
      }
    }
  }

  private static boolean isClaimed(int offset) {
    for (int i = 0; i < PORTS.size(); i++) {
      if (!PortClaims.claim(PORTS.get(i) + offset)) {
        PORTS.subList(0, i).forEach(port -> PortClaims.release(port + offset));
        return false;
      }
    }
    return true;
  }
}
