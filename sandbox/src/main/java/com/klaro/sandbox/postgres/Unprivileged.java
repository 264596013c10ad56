package com.klaro.sandbox.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Postgres refuses to run as root. In a user namespace of its own it is nobody, and the files are
/// still ours.
final class Unprivileged {
  private static final int ROOT = 0;

  private Unprivileged() {}

  static List<String> command(Path ownedByUs, List<String> command) throws IOException {
    List<String> whole = new ArrayList<>();
    if (Files.getAttribute(ownedByUs, "unix:uid") instanceof Integer uid && uid == ROOT) {
      whole.addAll(List.of("unshare", "-U"));
    }
    whole.addAll(command);
    return whole;
  }
}
