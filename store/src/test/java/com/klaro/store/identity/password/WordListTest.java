package com.klaro.store.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import me.gosimple.nbvcxz.matching.match.DictionaryMatch;
import me.gosimple.nbvcxz.matching.match.Match;
import me.gosimple.nbvcxz.resources.DictionaryBuilder;
import org.junit.jupiter.api.Test;

class WordListTest {

  private final WordList list =
      new WordList(
          new DictionaryBuilder()
              .setDictionaryName("of the test")
              .setExclusion(false)
              .addWords(
                  List.of("pass", "password", "passwords", "toll", "administrator", "νουσ", "𠮷田"),
                  1)
              .createDictionary());

  @Test
  void wordsAreFoundWhereverTheyStandInWhateverCase() {
    assertThat(found("xPASSWORDx")).containsExactly("PASS", "PASSWORD");
    assertThat(found("xdrowssapx")).containsExactly("drowssap", "ssap");
  }

  @Test
  void signsAreReadAsLetters() {
    assertThat(found("p4$$w0rd")).containsExactly("p4$$", "p4$$w0rd");
    assertThat(found("dr0w$$4p")).containsExactly("$$4p", "dr0w$$4p");
  }

  /// The last letter of one in Greek is another, unless it is written large; some letters of
  /// Japanese have two halves.
  @Test
  void aLetterIsTheSameWhereverItStands() {
    for (String typed : List.of("νους", "ΝΟΥΣ", "Νουσ", "ςυον")) {
      assertThat(found("x" + typed)).containsExactly(typed);
      assertThat(found("x" + typed + "x")).containsExactly(typed);
    }
    assertThat(found("𠮷田, 田𠮷")).containsExactly("田𠮷", "𠮷田");
  }

  /// They would be found in any number.
  @Test
  void signsAloneAreNoWord() {
    assertThat(found("7011")).isEmpty();
    assertThat(found("t011")).containsExactly("t011");
  }

  @Test
  void aWordIsFoundWithOneLetterOfFourWrongMissingOrTooMuch() {
    for (String close :
        List.of("adminstrator", "administratorr", "Administratar", "administrxxxr")) {
      assertThat(almost(close)).as(close).containsExactly("administrator");
    }
    for (String far : List.of("administxxxxr", "admini", "administrator", "tolllllll", "to")) {
      assertThat(almost(far)).as(far).isEmpty();
    }
    assertThat(almost("pazzword")).containsExactly("password");
  }

  private List<String> found(String text) {
    List<Match> found = new ArrayList<>();
    Object _ = list.find(text, found::add);
    return found.stream().map(Match::getToken).sorted().toList();
  }

  private List<String> almost(String text) {
    List<Match> found = new ArrayList<>();
    Object _ = list.almost(text, found::add);
    return found.stream().map(it -> ((DictionaryMatch) it).getDictionaryValue()).toList();
  }
}
