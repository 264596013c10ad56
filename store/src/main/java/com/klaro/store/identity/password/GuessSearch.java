package com.klaro.store.identity.password;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import me.gosimple.nbvcxz.matching.DictionaryMatcher;
import me.gosimple.nbvcxz.matching.PasswordMatcher;
import me.gosimple.nbvcxz.matching.match.BruteForceMatch;
import me.gosimple.nbvcxz.matching.match.Match;
import me.gosimple.nbvcxz.resources.Configuration;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;
import me.gosimple.nbvcxz.resources.Dictionary;
import me.gosimple.nbvcxz.resources.DictionaryBuilder;

/// The fewest tries in which one password is found by whoever puts it together of pieces: words,
/// dates, rows of keys, repetitions and single letters. What a piece is worth the library knows. It
/// is not asked for the search, whose work grows faster than any text and ends by the clock: here
/// what is best up to a letter is found from what is best up to those before it.
///
/// For one thread.
final class GuessSearch {

  /// Where nobody looks further: the work still grows with the square of the length.
  static final int LONGEST = 128;

  static final Configuration LIBRARY =
      new ConfigurationBuilder()
          .setLocale(Locale.ENGLISH)
          .setDictionaries(List.of())
          .createConfiguration();

  private static final List<PasswordMatcher> PATTERNS =
      ConfigurationBuilder.getDefaultPasswordMatchers().stream()
          .filter(it -> !(it instanceof DictionaryMatcher))
          .toList();

  private final ContextWords words;
  private final List<WordList> lists;
  private final Map<String, Double> found = new HashMap<>();
  private int spellings;
  private long looks;

  /// @param words that are tried first
  GuessSearch(ContextWords words) {
    this.words = words;
    this.lists = new ArrayList<>(Lists.ALL);
    lists.add(
        new WordList(
            new DictionaryBuilder()
                .setDictionaryName("context")
                .setExclusion(false)
                .addWords(spellings(words), 1)
                .createDictionary()));
  }

  /// As they are compared, and as somebody types `İ`, which in lower case is two characters.
  private static Set<String> spellings(ContextWords words) {
    return words.words().stream()
        .flatMap(it -> Stream.of(it, it.replace("i\u0307", "i")))
        .map(WordList::folded)
        .collect(Collectors.toSet());
  }

  /// Whether every spelling stands so many tries; the shortest is asked first, and none after one
  /// that does not.
  boolean stands(String text, double bits) {
    return Stream.of(text, GuessablePattern.unshifted(text), GuessablePattern.without(words, text))
        .distinct()
        .sorted(Comparator.comparingInt(String::length))
        .allMatch(spelling -> {
          spellings++;
          return inParts(spelling) >= bits;
        });
  }

  /// How many spellings were searched.
  int spellings() {
    return spellings;
  }

  /// How many letters of words were looked at, which is what takes the time.
  long looks() {
    return looks;
  }

  /// The least of the estimates as it is, without repetitions, and in parts: what is around a word
  /// that is misspelled, or repeated, hides it. As it is may be the least, for the library counts
  /// next to nothing for up to four letters that come again, whichever they are, and some words are
  /// repetitions themselves.
  private double inParts(String text) {
    String unit = GuessablePattern.unit(text.strip());
    if (unit.isEmpty()) {
      return 0;
    }
    double whole = Math.min(asItIs(text), asItIs(unit));
    int from = 0;
    int to = unit.length();
    while (from < to && !Character.isLetter(unit.charAt(from))) {
      from++;
    }
    while (to > from && !Character.isLetter(unit.charAt(to - 1))) {
      to--;
    }
    return from == to || to - from == unit.length()
        ? whole
        : Math.min(
            whole,
            inParts(unit.substring(0, from))
                + inParts(unit.substring(from, to))
                + inParts(unit.substring(to)));
  }

  private double asItIs(String text) {
    return found.computeIfAbsent(
        text.substring(0, Math.min(text.length(), LONGEST)), this::together);
  }

  private double together(String text) {
    List<Match> pieces = new ArrayList<>();
    PATTERNS.forEach(pattern -> pieces.addAll(pattern.match(LIBRARY, text)));
    for (WordList list : lists) {
      looks += list.find(text, pieces::add) + list.almost(text, pieces::add);
    }
    pieces.sort(Comparator.comparingInt(Match::getEndIndex));
    double[] least = new double[text.length() + 1];
    int next = 0;
    for (int end = 0; end < text.length(); end++) {
      double best =
          least[end] + new BruteForceMatch(text.charAt(end), LIBRARY, end).calculateEntropy();
      for (; next < pieces.size() && pieces.get(next).getEndIndex() == end; next++) {
        Match piece = pieces.get(next);
        best = Math.min(best, least[piece.getStartIndex()] + piece.calculateEntropy());
      }
      least[end + 1] = best;
    }
    return least[text.length()];
  }

  /// Some 170,000 words, once for whoever asks first. They are the library's own, mended in place:
  /// it keeps them for good, and a second copy of them was a tenth of what the program holds.
  private static final class Lists {
    static final List<WordList> ALL =
        ConfigurationBuilder.getDefaultDictionaries().stream().map(Lists::mended).toList();

    /// Lower case too, for nothing else is ever compared; and words only: the one phrase of the
    /// library's lists stands for what is advised, and whoever took it literally is found among
    /// those whose password was published. It stays in the list, as the last word of all.
    private static WordList mended(Dictionary list) {
      Map<String, Integer> ranks = list.getDictonary();
      for (Map.Entry<String, Integer> ranked : List.copyOf(ranks.entrySet())) {
        String word = ranked.getKey();
        if (word.indexOf(' ') >= 0) {
          ranks.put(word, Integer.MAX_VALUE);
        } else {
          ranks.merge(WordList.folded(word), ranked.getValue(), Math::min);
        }
      }
      return new WordList(list);
    }
  }
}
