package com.klaro.store.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;
import me.gosimple.nbvcxz.resources.Dictionary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Beside nbvcxz's own search, with the same lists and the same owner's words: ours is never laxer.
/// It may be stricter, for it finds the cheapest pieces where the library takes the longest, and
/// leaves out what only makes a password longer.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuessSearchComparisonTest {

  private static final long SEED = 1;
  private static final int OF_EACH_KIND = 40;
  private static final int STRONG = 20;

  /// The only reason to be above the library's number, for each letter: the same ones are added in
  /// another order. There are no more of them than letters, and no sum reaches 256, so that each
  /// addition is off by half of this, on either side.
  private static final double ROUNDING = 0x1p-45;

  private static final double LEAST =
      Math.log((double) PasswordSettings.defaults().leastGuesses()) / Math.log(2);
  private static final PasswordOwner ASHA = PasswordOwner.ALL.getFirst();

  /// @param library how many bits it says
  /// @param above whether ours says more
  /// @param least how many a password of this length has to have
  /// @param taken whether ours has as many
  private record Compared(
      PasswordCorpus.Made made, double library, boolean above, double least, boolean taken) {

    boolean takenByLibrary() {
      return library >= least;
    }
  }

  private final List<Dictionary> lists = LibraryEstimate.lists();
  private final Map<PasswordOwner, LibraryEstimate> libraries = new HashMap<>();
  private List<Compared> all = List.of();

  @BeforeAll
  void compareAll() {
    assertThat(ConfigurationBuilder.getDefaultDictionaries())
        .extracting(Dictionary::getDictionaryName)
        .isEqualTo(lists.stream().map(Dictionary::getDictionaryName).toList());
    all =
        Stream.concat(
                new PasswordCorpus(lists, SEED).made(OF_EACH_KIND).stream(),
                PasswordOwner.ALL.stream().flatMap(GuessSearchComparisonTest::own))
            .map(this::compared)
            .toList();
  }

  @Test
  void noneIsTakenThatTheLibraryRefuses() {
    assertThat(all).filteredOn(it -> !it.takenByLibrary()).hasSizeGreaterThan(all.size() / 6);
    assertThat(all).filteredOn(it -> it.taken() && !it.takenByLibrary()).isEmpty();
  }

  /// Also where neither is near to what is refused.
  @Test
  void noneIsWorthMoreThanTheLibrarySays() {
    assertThat(all).filteredOn(Compared::above).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void mostThatTheLibraryTakesAreTaken(PasswordCorpus.Kind kind) {
    List<Compared> takenByLibrary =
        all.stream().filter(it -> it.made().kind() == kind && it.takenByLibrary()).toList();
    long taken = takenByLibrary.stream().filter(Compared::taken).count();
    double least =
        switch (kind) {
          // With the names taken out, little is left.
          case OWNERS -> 0.2;
          // Once is no more than half.
          case REPEATED -> 0.4;
          case WORDS,
              CASES,
              SIGNS,
              BACKWARDS,
              MISSPELLED,
              KEYS,
              SEQUENCES,
              DATES,
              CHANCE,
              SCRIPTS ->
              0.6;
        };
    assertThat((double) taken / takenByLibrary.size()).isGreaterThan(least);
  }

  @Test
  void whatIsMadeByChanceIsTakenByBoth() {
    assertThat(new PasswordCorpus(lists, SEED).strong(STRONG))
        .hasSize(2 * STRONG)
        .map(this::compared)
        .filteredOn(it -> !it.taken() || !it.takenByLibrary() || it.above())
        .isEmpty();
  }

  @Test
  void whatEverybodyTriesIsTakenByNobody() {
    List<String> tried = lines("guessable.txt");
    assertThat(tried).hasSizeGreaterThan(200);
    assertThat(tried).map(this::compared).filteredOn(Compared::above).isEmpty();
    try (var strength =
        new PasswordStrength(
            PasswordSettings.defaults().leastGuesses(), new SimpleMeterRegistry())) {
      assertThat(tried)
          .filteredOn(it ->
              strength.stands(
                  new Password(it, it.length() < Password.SHORTEST), ASHA.words(), "192.0.2.1"))
          .isEmpty();
    }
  }

  /// Sentences, a word and a year, words of other languages: a list of stolen passwords has them.
  @Test
  void whatEverybodyKnowsAndNoListDoesIsTakenByBoth() {
    assertThat(lines("only-published.txt"))
        .isNotEmpty()
        .map(this::compared)
        .filteredOn(it -> !it.taken() || !it.takenByLibrary() || it.above())
        .isEmpty();
  }

  private static Stream<PasswordCorpus.Made> own(PasswordOwner owner) {
    return owner.passwords().stream()
        .map(it -> new PasswordCorpus.Made(PasswordCorpus.Kind.OWNERS, owner, it));
  }

  private Compared compared(String text) {
    return compared(new PasswordCorpus.Made(PasswordCorpus.Kind.WORDS, ASHA, text));
  }

  private Compared compared(PasswordCorpus.Made made) {
    double bits =
        libraries
            .computeIfAbsent(made.owner(), it -> new LibraryEstimate(lists, it))
            .bits(made.text());
    double least =
        made.text().codePointCount(0, made.text().length()) < Password.SHORTEST
            ? LEAST - PasswordStrength.BITS_OF_SECOND_FACTOR
            : LEAST;
    var search = new GuessSearch(made.owner().words());
    return new Compared(
        made,
        bits,
        search.stands(made.text(), bits + ROUNDING * made.text().length()),
        least,
        search.stands(made.text(), least));
  }

  private static List<String> lines(String file) {
    try (InputStream bytes =
        Objects.requireNonNull(GuessSearchComparisonTest.class.getResourceAsStream(file), file)) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
