package com.klaro.activities.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Spelled out with its zone: we do not know the reader's.
public final class MailTime {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private MailTime() {}

  public static String of(Instant instant) {
    return FORMAT.format(instant);
  }
}
