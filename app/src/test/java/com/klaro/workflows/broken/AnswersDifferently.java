package com.klaro.workflows.broken;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;
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

  static Object offsetTime() {
    return OffsetTime.now(ZoneId.of("UTC"));
  }

  static Object year() {
    return Year.now(ZoneId.of("UTC"));
  }

  static Object month() {
    return YearMonth.now(ZoneId.of("UTC"));
  }

  static Object calendar() {
    return Calendar.getInstance(Locale.ROOT);
  }

  @SuppressWarnings("JavaUtilDate")
  static Object oldDate() {
    return new Date();
  }

  static Object language() {
    return Locale.getDefault();
  }

  static Object languageOfFormats() {
    return Locale.getDefault(Locale.Category.FORMAT);
  }

  static Object oldZone() {
    return TimeZone.getDefault();
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
