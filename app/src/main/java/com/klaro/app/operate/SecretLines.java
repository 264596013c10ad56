package com.klaro.app.operate;

import com.klaro.app.CommandFailed;
import com.klaro.store.secrets.SecretName;
import com.klaro.store.secrets.SecretOutcome;
import java.util.List;

/// What a terminal says of an act on a secret.
final class SecretLines {

  private SecretLines() {}

  /// @throws CommandFailed with one line when it was refused
  static List<String> of(SecretOutcome outcome) {
    return switch (outcome) {
      case SecretOutcome.Found(var versions) ->
          versions.stream().map(SecretLines::version).toList();
      case SecretOutcome.Added(String name, int version) ->
          List.of(name + " has version " + version);
      case SecretOutcome.Rotated(String name, int version, var olderUntil) ->
          List.of(
              "%s has version %d; older ones %s"
                  .formatted(
                      name,
                      version,
                      olderUntil == null ? "stay good" : "are accepted until " + olderUntil));
      case SecretOutcome.Retired(String name, int version) ->
          List.of(name + " version " + version + " is retired");
      case SecretOutcome.Refused refused -> throw CommandFailed.wrongUse(why(refused));
    };
  }

  private static String version(SecretOutcome.Entry entry) {
    return "%s %d since %s%s (%s)"
        .formatted(
            entry.name(),
            entry.version(),
            entry.createdAt(),
            entry.until() == null ? "" : " until " + entry.until(),
            entry.purpose() == null ? "this program uses no such secret" : entry.purpose());
  }

  private static String why(SecretOutcome.Refused refused) {
    return switch (refused) {
      case SecretOutcome.Unknown(String name, var known) ->
          "This program uses no secret " + name + "; it knows " + String.join(", ", known);
      case SecretOutcome.NameMalformed() -> "A secret's name has " + SecretName.WORDS;
      case SecretOutcome.NothingThere(String name) -> "There is no secret " + name;
      case SecretOutcome.Misshapen(String name, String shape) -> name + " must be " + shape;
      case SecretOutcome.AlreadyThere(String name, int version) ->
          name + " has this value already, as version " + version;
      case SecretOutcome.OneForEver(String name, String because) ->
          name
              + " stays as it is: with a second version "
              + because
              + "; guard the master key, which alone opens it";
      case SecretOutcome.NotMadeHere(String name, String by) ->
          "%s is not made here: have a new one from %s and run ./klaro secrets set %s"
              .formatted(name, by, name);
      case SecretOutcome.EndsTooSoon(String name, var least) ->
          "--keep-old must be at least %s for %s; a key that leaked is ended with ./klaro secrets"
                  .formatted(least, name)
              + " retire";
      case SecretOutcome.KeptOutOfRange(String name, var longest) ->
          "--keep-old must be more than nothing and at most %d days for %s"
              .formatted(longest.toDays(), name);
      case SecretOutcome.AllStay(String name, String because) ->
          "Every version of %s stays, or %s: no --keep-old, no retire; after ./klaro secrets rotate"
                  .formatted(name, because)
              + " only the new one writes";
      case SecretOutcome.LastLive(String name, int _) ->
          name + " has no other version without an end: set or rotate it first";
      case SecretOutcome.NotLive(String name, int version) ->
          "There is no live version " + version + " of " + name;
    };
  }
}
