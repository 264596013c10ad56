package com.klaro.store.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How much work one password is, whoever chose it, and its owner's name with it.
class GuessSearchTest {

  private static final double LEAST = Math.log(1_000_000) / Math.log(2);
  private static final String BY_THE_RIVER = "Nine grey whales by the river!";

  /// Some tens of milliseconds.
  private static final long MOST_LOOKS = 200_000;

  /// Letters that stand for others, of which the library made a hundred spellings for each piece.
  @ParameterizedTest
  @ValueSource(
      strings = {"a4@", "1!i|", "01", "aeioust4@8(<3|0$157!", "a1b2", "4567890a", "a", "a1"})
  void whateverIsTypedOnlySoManyLettersAreLookedAt(String letters) {
    String name = chance(letters, 100);
    for (int length : List.of(8, 15, 20, 32, 64, Password.LONGEST)) {
      assertThat(looks(chance(letters, length), "Asha Rao")).isLessThan(MOST_LOOKS);
      assertThat(looks(chance(letters, length), name)).isLessThan(MOST_LOOKS);
      String parts =
          "4" + "12!".repeat(length / 3) + chance(letters, length) + "!21".repeat(length / 3);
      assertThat(looks(parts, name)).isLessThan(MOST_LOOKS);
    }
    assertThat(looks(name + "xyzz", name)).isLessThan(MOST_LOOKS);
  }

  @Test
  void theShortestSpellingIsSearchedFirstAndNoneAfterOneThatFalls() {
    String name = chance("a4@", 100);
    var search = new GuessSearch(of(name));
    assertThat(search.stands(name + "xyzz", LEAST)).isFalse();
    assertThat(search.spellings()).isOne();
    var left = new GuessSearch(of(name));
    assertThat(left.stands("xyzz", LEAST)).isFalse();
    assertThat(search.looks()).as("without the name").isEqualTo(left.looks());
  }

  @Test
  void whatStandsWasSearchedInEachSpelling() {
    var search = new GuessSearch(of("Asha"));
    assertThat(search.stands("Asha: " + BY_THE_RIVER, LEAST)).isTrue();
    assertThat(search.spellings()).isEqualTo(3);
  }

  private static long looks(String password, String name) {
    var search = new GuessSearch(of(name));
    // So that no spelling is left out.
    assertThat(search.stands(password, 0)).isTrue();
    return search.looks();
  }

  private static ContextWords of(String name) {
    return ContextWords.of("asha@example.com", List.of("Rao Weaving Mills")).with(name);
  }

  private static String chance(String letters, int length) {
    var chance = new Random(1);
    return Stream.generate(() -> letters.charAt(chance.nextInt(letters.length())))
        .limit(length)
        .map(String::valueOf)
        .collect(Collectors.joining());
  }
}
