package com.klaro.store.identity.password;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import me.gosimple.nbvcxz.Nbvcxz;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;
import me.gosimple.nbvcxz.resources.Dictionary;
import me.gosimple.nbvcxz.resources.DictionaryBuilder;

/// How many tries a password stands of somebody who knows lists of passwords, words, names,
/// keyboards, and whose it is. Estimated aside, one after the other: an estimate is a search.
final class PasswordStrength implements AutoCloseable {

  /// Where an estimator looks no further, for its work grows faster than the text.
  private static final int LONGEST = 128;

  private static final long SEARCH_MILLIS = 100;
  private static final int QUEUE = 64;
  private static final int LEAST_DIFFERENT = 4;

  /// A hundredth of the guesses, where a right one still needs the second factor.
  private static final double BITS_OF_SECOND_FACTOR = Math.log(100) / Math.log(2);

  private final double leastBits;
  private final HashingPool pool;

  PasswordStrength(long leastGuesses, MeterRegistry meters) {
    this.leastBits = Math.log((double) leastGuesses) / Math.log(2);
    this.pool = new HashingPool("judging", 1, QUEUE, meters);
  }

  /// Begins to read the lists; returns at once.
  void prepare() {
    pool.prepare(() -> bits("the first one takes its time", ContextWords.OF_THE_PRODUCT));
  }

  /// @throws PasswordHasher.Overloaded when too many wait
  boolean stands(Password password, ContextWords words) {
    String text = password.text();
    return text.codePoints().distinct().limit(LEAST_DIFFERENT).count() == LEAST_DIFFERENT
        && pool.run(() -> bits(text, words))
            >= leastBits - (password.secondFactor() ? BITS_OF_SECOND_FACTOR : 0);
  }

  private double bits(String text, ContextWords words) {
    List<Dictionary> known = new ArrayList<>(Lists.ALL);
    known.add(
        new DictionaryBuilder()
            .setDictionaryName("context")
            .setExclusion(false)
            .addWords(words.words(), 1)
            .createDictionary());
    var estimator =
        new Nbvcxz(
            new ConfigurationBuilder()
                .setLocale(Locale.ENGLISH)
                .setDictionaries(known)
                .setMaxLength(LONGEST)
                .setCombinationAlgorithmTimeout(SEARCH_MILLIS)
                .createConfiguration());
    return Stream.of(text, GuessablePattern.unshifted(text), GuessablePattern.without(words, text))
        .distinct()
        .mapToDouble(spelling -> inParts(spelling, estimator))
        .min()
        .orElseThrow();
  }

  /// The least of the estimates as a whole and in parts: the search of the library is cut short by
  /// its time, and then does not see that a well-known word has a few digits around it.
  private static double inParts(String text, Nbvcxz estimator) {
    String unit = GuessablePattern.unit(text.strip());
    if (unit.isEmpty()) {
      return 0;
    }
    double whole =
        estimator.estimate(unit.substring(0, Math.min(unit.length(), LONGEST))).getEntropy();
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
            inParts(unit.substring(0, from), estimator)
                + inParts(unit.substring(from, to), estimator)
                + inParts(unit.substring(to), estimator));
  }

  @Override
  public void close() {
    pool.close();
  }

  /// Some 170,000 words, once for whoever asks first. They are the library's own, mended in place:
  /// it keeps them for good, and a second copy of them was a tenth of what the program holds.
  private static final class Lists {
    static final List<Dictionary> ALL = ConfigurationBuilder.getDefaultDictionaries();

    static {
      ALL.forEach(list -> mend(list.getDictonary()));
    }

    /// Lower case too, for nothing else is ever compared; and words only: the one phrase of the
    /// library's lists stands for what is advised, and whoever took it literally is found among
    /// those whose password was published. It stays in the list, as the last word of all.
    private static void mend(Map<String, Integer> ranks) {
      for (Map.Entry<String, Integer> ranked : List.copyOf(ranks.entrySet())) {
        String word = ranked.getKey();
        if (word.indexOf(' ') >= 0) {
          ranks.put(word, Integer.MAX_VALUE);
        } else {
          ranks.merge(word.toLowerCase(Locale.ROOT), ranked.getValue(), Math::min);
        }
      }
    }
  }
}
