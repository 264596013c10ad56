package com.klaro.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// `$KLARO_HOME/run.json`: what a running development program tells outside checks and its own
/// commands. It holds development passwords, so only the owner may read it; it is there while the
/// program runs.
public record RunFile(JsonNode tree) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  public static Optional<RunFile> read(Path home) {
    Path file = home.resolve("run.json");
    try {
      return Files.exists(file)
          ? Optional.of(new RunFile(MAPPER.readTree(file.toFile())))
          : Optional.empty();
    } catch (IOException torn) {
      return Optional.empty();
    }
  }

  /// Appears whole or not at all.
  public void write(Path home) {
    try {
      Path aside =
          Files.createTempFile(
              home,
              "run",
              ".json",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      MAPPER.writerWithDefaultPrettyPrinter().writeValue(aside.toFile(), tree);
      Files.move(aside, home.resolve("run.json"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public static void remove(Path home) {
    try {
      Files.deleteIfExists(home.resolve("run.json"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public String databaseUrl() {
    JsonNode postgres = tree.path("postgres");
    return "postgresql://"
        + encoded(postgres, "superuser")
        + ":"
        + encoded(postgres, "password")
        + "@"
        + postgres.path("host").asText()
        + ":"
        + postgres.path("port").asInt()
        + "/"
        + encoded(postgres, "database");
  }

  public String temporalAddress() {
    return tree.path("temporal").path("address").asText();
  }

  public String temporalNamespace() {
    return tree.path("temporal").path("namespace").asText();
  }

  private static String encoded(JsonNode node, String field) {
    return URLEncoder.encode(node.path(field).asText(), StandardCharsets.UTF_8).replace("+", "%20");
  }
}
