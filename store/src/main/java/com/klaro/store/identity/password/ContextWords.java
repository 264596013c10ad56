package com.klaro.store.identity.password;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What anybody would try first who knows whose password it is, longest first, in lower case (ASVS
/// 6.2.11). Only for whoever proved to be that person: what is refused because of them tells them.
public record ContextWords(List<String> words) {

  private static final int SHORTEST = 3;
  private static final int MOST = 64;

  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  /// Of everybody.
  static final ContextWords OF_THE_PRODUCT = new ContextWords(List.of("klaro"));

  public ContextWords {
    words = List.copyOf(words);
  }

  /// @param names of the person and of workspaces; the first ones count
  public static ContextWords of(String email, Collection<String> names) {
    int at = email.lastIndexOf('@');
    String domain = email.substring(at + 1);
    // What everybody's address ends with is nobody's word.
    Stream<String> parts =
        Stream.of(
            email.substring(0, Math.max(at, 0)),
            domain.substring(0, Math.max(domain.lastIndexOf('.'), 0)));
    return OF_THE_PRODUCT
        .with(Stream.of(email, domain))
        .with(Stream.concat(parts, names.stream()).flatMap(ContextWords::spellings));
  }

  /// The same, for somebody of this name.
  public ContextWords with(String name) {
    return with(spellings(name));
  }

  private ContextWords with(Stream<String> more) {
    return new ContextWords(
        Stream.concat(
                words.stream(),
                more.map(word -> word.toLowerCase(Locale.ROOT))
                    .filter(word -> word.length() >= SHORTEST)
                    .limit(MOST))
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  /// As it is, in one piece, and its parts.
  private static Stream<String> spellings(String name) {
    return Stream.concat(
        Stream.of(name.strip(), BETWEEN.matcher(name).replaceAll("")), BETWEEN.splitAsStream(name));
  }

  @Override
  public String toString() {
    return "ContextWords[…]";
  }
}
