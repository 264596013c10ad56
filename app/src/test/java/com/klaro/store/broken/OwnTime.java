package com.klaro.store.broken;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.IsoChronology;
import java.time.chrono.JapaneseDate;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.function.Supplier;

public final class OwnTime {

  private OwnTime() {}

  static Object clock() {
    return Clock.systemUTC();
  }

  static Object zonedClock() {
    return Clock.system(ZoneOffset.UTC);
  }

  @SuppressWarnings("JavaTimeDefaultTimeZone")
  static Object defaultClock() {
    return Clock.systemDefaultZone();
  }

  static Object millisClock() {
    return Clock.tickMillis(ZoneOffset.UTC);
  }

  static Object secondsClock() {
    return Clock.tickSeconds(ZoneOffset.UTC);
  }

  static Object minutesClock() {
    return Clock.tickMinutes(ZoneOffset.UTC);
  }

  static Object source() {
    return InstantSource.system();
  }

  static Object instant() {
    return Instant.now();
  }

  static Object date() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  static Object time() {
    return LocalTime.now(ZoneOffset.UTC);
  }

  static Object dateTime() {
    return LocalDateTime.now(ZoneOffset.UTC);
  }

  static Object zoned() {
    return ZonedDateTime.now(ZoneOffset.UTC);
  }

  static Object offset() {
    return OffsetDateTime.now(ZoneOffset.UTC);
  }

  static Object offsetTime() {
    return OffsetTime.now(ZoneOffset.UTC);
  }

  static Object year() {
    return Year.now(ZoneOffset.UTC);
  }

  static Object yearMonth() {
    return YearMonth.now(ZoneOffset.UTC);
  }

  static Object monthDay() {
    return MonthDay.now(ZoneOffset.UTC);
  }

  static Object otherCalendar() {
    return JapaneseDate.now(ZoneOffset.UTC);
  }

  static Object ofAChronology() {
    return IsoChronology.INSTANCE.dateNow(ZoneOffset.UTC);
  }

  @SuppressWarnings("JavaUtilDate")
  static Object oldDate() {
    return new Date();
  }

  @SuppressWarnings("JavaUtilDate")
  static Supplier<Date> oldReference() {
    return Date::new;
  }

  static Object calendar() {
    return Calendar.getInstance(Locale.ROOT);
  }

  static Object gregorian() {
    return new GregorianCalendar();
  }

  static Object millis() {
    return System.currentTimeMillis();
  }

  static Supplier<Instant> reference() {
    return Instant::now;
  }
}
