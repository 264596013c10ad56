package com.klaro.app.rooms;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A package of a room is a mechanism or a feature. The mechanisms are listed, because they change
/// rarely: a feature is a feature from its first class on, whether somebody thought of this list or
/// not.
final class Features {

  static final Map<String, Set<String>> MECHANISMS =
      Map.of(
          "workflows", Set.of("mail", "tenancy"),
          "store",
              Set.of(
                  // What happened is written down in every feature.
                  "audit",
                  "database",
                  "idempotency",
                  "limits",
                  "network",
                  "outbox",
                  "secrets",
                  "telemetry",
                  "temporal",
                  "tenancy",
                  "upkeep"),
          "activities", Set.of("mail", "tenancy"),
          "worker", Set.of("wiring"),
          "api", Set.of("docs", "operations", "tenancy", "tls", "tokens", "web", "wiring"));

  private static final Pattern PLACE = Pattern.compile("com\\.klaro\\.(\\w+)\\.(\\w+)(\\..+)?");

  private Features() {}

  static DescribedPredicate<JavaClass> isMechanism() {
    return describe("are mechanisms", type -> place(type).filter(Place::isMechanism).isPresent());
  }

  static DescribedPredicate<JavaClass> isFeature() {
    return describe("are of a feature", type -> featureOf(type).isPresent());
  }

  /// The parts of a feature in all rooms are one slice.
  static SliceAssignment byName() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return featureOf(type).map(SliceIdentifier::of).orElseGet(SliceIdentifier::ignore);
      }

      @Override
      public String getDescription() {
        return "features, each in all its rooms";
      }
    };
  }

  private static Optional<String> featureOf(JavaClass type) {
    return place(type).filter(it -> !it.isMechanism()).map(Place::name);
  }

  /// Nothing for the root of a room, and for rooms that have no features: app and sandbox.
  private static Optional<Place> place(JavaClass type) {
    return Optional.of(PLACE.matcher(type.getPackageName()))
        .filter(it -> it.matches() && MECHANISMS.containsKey(it.group(1)))
        .map(it -> new Place(it.group(1), it.group(2)));
  }

  private record Place(String room, String name) {
    boolean isMechanism() {
      return MECHANISMS.getOrDefault(room, Set.of()).contains(name);
    }
  }
}
