package com.klaro.app;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the sources of this build lie.
public final class Checkout {

  private Checkout() {}

  public static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("klaro")) && Files.isDirectory(at.resolve("workflows"))) {
        return at;
      }
    }
    throw new IllegalStateException("Not started inside a checkout");
  }
}
