package com.klaro.store.identity.password;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import me.gosimple.nbvcxz.matching.match.DictionaryMatch;
import me.gosimple.nbvcxz.matching.match.Match;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;
import me.gosimple.nbvcxz.resources.Dictionary;

/// Words in the order of the alphabet: whoever looks for them in a text stops where none goes on.
/// The library looks up a hundred spellings of each piece of a text instead, in each list, and
/// whoever chose the text chose how long that takes.
final class WordList {

  /// What signs and digits stand for.
  private static final Map<Character, Character[]> SIGNS =
      ConfigurationBuilder.getDefaultLeetTable();

  private static final int SHORTEST_ALMOST = 3;

  private final Dictionary list;
  private final String[] words;

  /// With how many letters of the word before it each begins, or some of them where it is many.
  private final byte[] shared;

  private final int longest;

  WordList(Dictionary list) {
    this.list = list;
    this.words = list.getDictonary().keySet().toArray(String[]::new);
    Arrays.sort(words);
    this.shared = new byte[words.length];
    for (int i = 1; i < words.length; i++) {
      shared[i] = shared(words[i - 1], words[i]);
    }
    this.longest = Arrays.stream(words).mapToInt(String::length).max().orElse(0);
  }

  private static byte shared(String one, String other) {
    int most = Math.min(Math.min(one.length(), other.length()), Byte.MAX_VALUE);
    int same = 0;
    while (same < most && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    return (byte) same;
  }

  /// The words in a text, forwards and backwards, as they are and with signs for all letters that
  /// have one.
  ///
  /// @return how many letters were looked at
  long find(String text, Consumer<Match> found) {
    long looks = 0;
    for (boolean signs : new boolean[] {false, true}) {
      for (boolean backwards : new boolean[] {false, true}) {
        var walk = new Walk(text, backwards, signs, found);
        for (int from = 0; from < text.length(); from++) {
          walk.on(from, 0, 0, words.length, false, false);
        }
        looks += walk.looks;
      }
    }
    return looks;
  }

  /// From each letter on, as long as there is a word that begins like this.
  private final class Walk {
    private final String text;

    /// As it is read: backwards without turning round the halves of a letter that has two.
    private final String letters;

    private final boolean backwards;
    private final boolean signs;
    private final Consumer<Match> found;
    private long looks;

    Walk(String text, boolean backwards, boolean signs, Consumer<Match> found) {
      this.text = text;
      this.letters =
          backwards ? new StringBuilder(folded(text)).reverse().toString() : folded(text);
      this.backwards = backwards;
      this.signs = signs;
      this.found = found;
    }

    /// @param read how many letters the words from `low` to `high` have in common with the text
    /// @param sign whether one of these was a sign
    /// @param letter whether one was none: of signs alone no word is made
    void on(int from, int read, int low, int high, boolean sign, boolean letter) {
      if (from + read >= letters.length()) {
        return;
      }
      char typed = letters.charAt(from + read);
      Character[] meant = signs ? SIGNS.get(typed) : null;
      if (meant == null) {
        on(from, read, low, high, typed, sign, true);
        return;
      }
      for (char letters : meant) {
        on(from, read, low, high, letters, true, letter);
      }
    }

    private void on(
        int from, int read, int low, int high, char next, boolean sign, boolean letter) {
      looks++;
      int first = first(low, high, read, next);
      int last = first(first, high, read, next + 1);
      if (first == last) {
        return;
      }
      if (words[first].length() == read + 1 && sign == signs && (letter || !signs)) {
        int begin = backwards ? letters.length() - 1 - from - read : from;
        found.accept(
            match(
                text, begin, begin + read, words[first], signs(from, words[first]), backwards, 0));
      }
      on(from, read + 1, first, last, sign, letter);
    }

    private List<Character[]> signs(int from, String word) {
      List<Character[]> read = new ArrayList<>();
      for (int i = 0; i < word.length(); i++) {
        char typed = letters.charAt(from + i);
        if (typed != word.charAt(i)) {
          read.add(new Character[] {typed, word.charAt(i)});
        }
      }
      return read;
    }
  }

  /// Where the words begin that have this letter there, or a later one.
  private int first(int low, int high, int at, int letter) {
    int from = low;
    int to = high;
    while (from < to) {
      int middle = (from + to) >>> 1;
      String word = words[middle];
      if (word.length() > at && word.charAt(at) >= letter) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from;
  }

  /// The words of which the whole text is a misspelling: one letter of four may be wrong, missing
  /// or too much.
  ///
  /// @return how many letters were looked at
  long almost(String text, Consumer<Match> found) {
    int length = text.length();
    int most = length / 4;
    if (length < SHORTEST_ALMOST || most == 0 || length - most > longest) {
      return 0;
    }
    String letters = folded(text);
    long looks = 0;
    int[][] wrong = new int[Math.min(longest, length + most) + 2][length + 1];
    Arrays.setAll(wrong[0], i -> i);
    int counted = 0;
    int hopeless = Integer.MAX_VALUE;
    for (int i = 0; i < words.length; i++) {
      counted = Math.min(counted, shared[i]);
      String word = words[i];
      hopeless = shared[i] >= hopeless ? hopeless : Integer.MAX_VALUE;
      if (hopeless < Integer.MAX_VALUE || Math.abs(word.length() - length) > most) {
        continue;
      }
      while (counted < word.length() && hopeless == Integer.MAX_VALUE) {
        counted++;
        looks++;
        if (least(wrong, counted, word.charAt(counted - 1), letters, most) > most) {
          hopeless = counted;
        }
      }
      if (hopeless == Integer.MAX_VALUE
          && wrong[word.length()][length] <= most
          && !word.equals(letters)) {
        found.accept(
            match(text, 0, length - 1, word, List.of(), false, wrong[word.length()][length]));
      }
    }
    return looks;
  }

  /// Levenshtein's table, one letter of the word further, as far from its middle as matters.
  private static int least(int[][] wrong, int row, char letter, String text, int most) {
    int[] before = wrong[row - 1];
    int[] now = wrong[row];
    int from = Math.max(1, row - most);
    int to = Math.min(text.length(), row + most);
    now[from - 1] = from == 1 ? row : most + 1;
    int least = now[from - 1];
    for (int i = from; i <= to; i++) {
      int above = i == row + most ? most + 1 : before[i];
      now[i] =
          text.charAt(i - 1) == letter
              ? before[i - 1]
              : 1 + Math.min(before[i - 1], Math.min(now[i - 1], above));
      least = Math.min(least, now[i]);
    }
    return least;
  }

  private Match match(
      String text,
      int from,
      int to,
      String word,
      List<Character[]> signs,
      boolean backwards,
      int wrong) {
    int rank = list.getDictonary().getOrDefault(word, Integer.MAX_VALUE);
    return new DictionaryMatch(
        text.substring(from, to + 1),
        GuessSearch.LIBRARY,
        from,
        to,
        word,
        rank,
        signs,
        false,
        backwards,
        list.getDictionaryName(),
        wrong);
  }

  /// As texts are compared with words: in lower case, each letter where it was and the same one
  /// wherever it stands. Greek has another `σ` for the end of a word.
  static String folded(String text) {
    int[] letters =
        text.codePoints().map(Character::toUpperCase).map(Character::toLowerCase).toArray();
    return new String(letters, 0, letters.length);
  }
}
