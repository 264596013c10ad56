package com.klaro.store.temporal;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a Temporal server says it is, as in `1.30.5`.
///
/// @param text empty when it does not say
public record TemporalVersion(String text) {

  private static final Pattern NUMBERS =
      Pattern.compile("v?(\\d{1,5})\\.(\\d{1,5})\\.(\\d{1,5}).*");

  /// The first of each line without CVE-2026-5199 (a batch job that wrote into other namespaces)
  /// and its forerunners.
  private static final List<Release> FLOORS =
      List.of(new Release(1, 29, 7), new Release(1, 30, 5), new Release(1, 31, 1));

  private record Release(int major, int minor, int patch) {
    boolean sameLine(Release other) {
      return major == other.major && minor == other.minor;
    }

    boolean isAfterLineOf(Release other) {
      return major > other.major || (major == other.major && minor > other.minor);
    }

    @Override
    public String toString() {
      return major + "." + minor + "." + patch;
    }
  }

  /// @return what is needed, when this is older, or does not say what it is
  public Optional<String> tooOld() {
    Matcher found = NUMBERS.matcher(text);
    if (!found.matches()) {
      return Optional.of(FLOORS.getFirst() + " or newer");
    }
    var number =
        new Release(
            Integer.parseInt(found.group(1)),
            Integer.parseInt(found.group(2)),
            Integer.parseInt(found.group(3)));
    for (Release floor : FLOORS) {
      if (number.sameLine(floor)) {
        return number.patch() >= floor.patch()
            ? Optional.empty()
            : Optional.of(floor + " or newer");
      }
    }
    return number.isAfterLineOf(FLOORS.getLast())
        ? Optional.empty()
        : Optional.of(FLOORS.getFirst() + " or newer");
  }

  @Override
  public String toString() {
    return text.isBlank() ? "of no known version" : text;
  }
}
