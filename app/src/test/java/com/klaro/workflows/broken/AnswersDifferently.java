package com.klaro.workflows.broken;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

public final class AnswersDifferently {

  private AnswersDifferently() {}

  static Object instant() {
    return Instant.now();
  }

  static Object date() {
    return LocalDate.now(ZoneId.of("UTC"));
  }

  static Object time() {
    return LocalDateTime.now(ZoneId.of("UTC"));
  }

  static Object zoned() {
    return ZonedDateTime.now(ZoneId.of("UTC"));
  }

  static Object offset() {
    return OffsetDateTime.now(ZoneId.of("UTC"));
  }

  static Object zone() {
    return ZoneId.systemDefault();
  }

  static Object id() {
    return UUID.randomUUID();
  }

  static Object chance() {
    return Math.random();
  }

  static Object millis() {
    return System.currentTimeMillis();
  }

  static Object nanos() {
    return System.nanoTime();
  }

  static Object identity() {
    return System.identityHashCode("");
  }

  static @Nullable String variable() {
    return System.getenv("HOME");
  }

  static @Nullable String property() {
    return System.getProperty("user.home");
  }

  static Supplier<UUID> reference() {
    return UUID::randomUUID;
  }
}
