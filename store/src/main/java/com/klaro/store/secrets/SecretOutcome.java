package com.klaro.store.secrets;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an act at the `SecretDesk` ended. No variant holds a value.
public sealed interface SecretOutcome {

  /// @param until when it ends; null when nothing is to end it
  /// @param purpose null when this program uses no such secret
  record Entry(
      String name,
      int version,
      Instant createdAt,
      @Nullable Instant until,
      @Nullable String purpose) {}

  record Found(List<Entry> versions) implements SecretOutcome {}

  record Added(String name, int version) implements SecretOutcome {}

  /// @param olderUntil how long the older versions are accepted; null when they never end
  record Rotated(String name, int version, @Nullable Instant olderUntil) implements SecretOutcome {}

  record Retired(String name, int version) implements SecretOutcome {}

  /// Nothing was done, and asking again would not help.
  sealed interface Refused extends SecretOutcome {}

  record Unknown(String name, List<String> known) implements Refused {}

  record NameMalformed() implements Refused {}

  record NothingThere(String name) implements Refused {}

  /// @param shape what the value should have been
  record Misshapen(String name, String shape) implements Refused {}

  /// A second version with the same value would be ended with the first one, or not at all.
  ///
  /// @param version the live one that has it
  record AlreadyThere(String name, int version) implements Refused {}

  record OneForEver(String name, String because) implements Refused {}

  /// It is somebody else's to make.
  record NotMadeHere(String name, String by) implements Refused {}

  record EndsTooSoon(String name, Duration least) implements Refused {}

  record KeptOutOfRange(String name, Duration longest) implements Refused {}

  /// Of such a secret no version ends.
  record AllStay(String name, String because) implements Refused {}

  /// Every other version has ended or is to end; after that a start would make a new one, and what
  /// this one opens would be closed for good.
  record LastLive(String name, int version) implements Refused {}

  record NotLive(String name, int version) implements Refused {}
}
