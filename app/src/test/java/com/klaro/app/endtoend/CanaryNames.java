package com.klaro.app.endtoend;

import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What people type into a field for a name: words, and now and then the number of their phone.
record CanaryNames(RandomGenerator random) {
  private static final String CONSONANTS = "bdfgklmnprstvz";
  private static final String VOWELS = "aeiou";
  private static final int SYLLABLES = 5;

  /// Two words that nobody else has for a name.
  String words() {
    return word() + " " + word();
  }

  private String word() {
    String lower =
        IntStream.range(0, SYLLABLES)
            .mapToObj(_ -> "" + one(CONSONANTS) + one(VOWELS))
            .collect(Collectors.joining());
    return lower.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + lower.substring(1);
  }

  private char one(String of) {
    return of.charAt(random.nextInt(of.length()));
  }

  /// As long as a number in Germany is, with and without what people put between.
  Phone phone() {
    String rest = Integer.toString(1_000_000 + random.nextInt(9_000_000));
    return new Phone("+49 1512 " + rest, "+491512" + rest, "1512" + rest);
  }

  /// @param bare what is left when somebody takes the country away
  record Phone(String written, String dialled, String bare) {
    void plantIn(Canaries canaries, String name) {
      canaries.plant(name, written);
      canaries.plant(name, dialled);
      canaries.plant(name, bare);
    }
  }
}
