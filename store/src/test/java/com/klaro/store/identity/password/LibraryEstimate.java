package com.klaro.store.identity.password;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import me.gosimple.nbvcxz.Nbvcxz;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;
import me.gosimple.nbvcxz.resources.Dictionary;
import me.gosimple.nbvcxz.resources.DictionaryBuilder;
import me.gosimple.nbvcxz.resources.DictionaryUtil;

/// What nbvcxz says of one owner's passwords, by its own search.
final class LibraryEstimate {

  /// Some hundred times what the slowest of the test takes: an end by the clock would be another
  /// answer on another machine.
  private static final long SEARCH_MILLIS = 20_000;

  private final Nbvcxz library;

  LibraryEstimate(List<Dictionary> lists, PasswordOwner owner) {
    List<Dictionary> known = new ArrayList<>(lists);
    known.add(
        new DictionaryBuilder()
            .setDictionaryName("context")
            .setExclusion(false)
            .addWords(owner.words().words(), 1)
            .createDictionary());
    this.library =
        new Nbvcxz(
            new ConfigurationBuilder()
                .setLocale(Locale.ENGLISH)
                .setDictionaries(known)
                .setCombinationAlgorithmTimeout(SEARCH_MILLIS)
                .createConfiguration());
  }

  double bits(String password) {
    return library.estimate(password).getEntropy();
  }

  /// Read anew, and not taken from where `GuessSearch` mended them, so that it shows when one is
  /// left out there, or its words have other places.
  static List<Dictionary> lists() {
    return List.of(
        list("passwords", DictionaryUtil.loadRankedDictionary(DictionaryUtil.passwords)),
        list("male_names", DictionaryUtil.loadRankedDictionary(DictionaryUtil.male_names)),
        list("female_names", DictionaryUtil.loadRankedDictionary(DictionaryUtil.female_names)),
        list("surnames", DictionaryUtil.loadRankedDictionary(DictionaryUtil.surnames)),
        list("english", DictionaryUtil.loadRankedDictionary(DictionaryUtil.english)),
        list("eff_large", DictionaryUtil.loadUnrankedDictionary(DictionaryUtil.eff_large)));
  }

  /// Without the one phrase, and in lower case, for nothing else is ever compared.
  private static Dictionary list(String name, Map<String, Integer> ranks) {
    return new Dictionary(
        name,
        ranks.entrySet().stream()
            .filter(it -> it.getKey().indexOf(' ') < 0)
            .collect(
                Collectors.toMap(
                    it -> it.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue, Math::min)),
        false);
  }
}
