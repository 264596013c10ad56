package com.klaro.store.identity.password;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import me.gosimple.nbvcxz.resources.AdjacencyGraph;
import me.gosimple.nbvcxz.resources.AdjacencyGraphUtil;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;
import me.gosimple.nbvcxz.resources.Dictionary;

/// Passwords as people put them together of pieces, and as machines make them: the same ones each
/// time. None is so long that the library's search would take its time.
final class PasswordCorpus {

  static final int LONGEST = 24;

  private static final String KEYS = "qwertyuiopasdfghjklzxcvbnm1234567890";
  private static final String ANY =
      KEYS + KEYS.toUpperCase(Locale.ROOT) + "!@#$%^&*()-_=+[]{};:,./?";
  private static final List<String> BETWEEN = List.of("", "", " ", "-", "_", ".", "  ", "&");
  private static final List<String> OTHER_SCRIPTS =
      List.of(
          "мир",
          "любовь",
          "Пароль",
          "НОЧЬ",
          "σοφία",
          "ΚΩΔΙΚΟΣ",
          "これは",
          "パスワード",
          "秘密",
          "müller",
          "Straße",
          "ñandú",
          "ığdır",
          "İstanbul",
          "שלום",
          "سلام",
          "🐎",
          "🚀🌱",
          "e\u0301te\u0301");

  private static final Map<Character, List<Character>> SIGNS =
      ConfigurationBuilder.getDefaultLeetTable().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .flatMap(it -> Stream.of(it.getValue()).map(letter -> Map.entry(letter, it.getKey())))
          .collect(
              Collectors.groupingBy(
                  Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));

  /// What is in each password of a kind, beside pieces of any.
  enum Kind {
    WORDS,
    CASES,
    SIGNS,
    BACKWARDS,
    MISSPELLED,
    KEYS,
    SEQUENCES,
    REPEATED,
    DATES,
    OWNERS,
    CHANCE,
    SCRIPTS
  }

  record Made(Kind kind, PasswordOwner owner, String text) {}

  private final Random chance;

  /// The best known first.
  private final List<List<String>> lists;

  PasswordCorpus(List<Dictionary> lists, long seed) {
    this.lists = lists.stream().map(PasswordCorpus::words).toList();
    this.chance = new Random(seed);
  }

  private static List<String> words(Dictionary list) {
    return list.getDictonary().entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  List<Made> made(int ofEachKind) {
    return Stream.of(Kind.values())
        .flatMap(kind -> IntStream.range(0, ofEachKind).mapToObj(_ -> made(kind)))
        .toList();
  }

  /// Four words of a list that was made for it, or letters and signs, by nothing but chance.
  List<String> strong(int ofEach) {
    List<String> dice = lists.getLast().stream().filter(it -> it.length() <= 5).toList();
    return IntStream.range(0, ofEach)
        .boxed()
        .flatMap(_ ->
            Stream.of(
                Stream.generate(() -> one(dice)).limit(4).collect(Collectors.joining(" ")),
                letters(ANY, Password.SHORTEST)))
        .toList();
  }

  private Made made(Kind kind) {
    PasswordOwner owner = one(PasswordOwner.ALL);
    String text;
    do {
      text =
          switch (kind) {
            case MISSPELLED -> misspelled(word());
            case REPEATED ->
                chance.nextBoolean() ? repeated(repeatable(owner)) : together(kind, owner);
            case WORDS, CASES, SIGNS, BACKWARDS, KEYS, SEQUENCES, DATES, OWNERS, CHANCE, SCRIPTS ->
                together(kind, owner);
          };
    } while (!fits(text));
    return new Made(kind, owner, text);
  }

  private static boolean fits(String text) {
    return text.length() <= LONGEST
        && text.codePointCount(0, text.length()) >= Password.SHORTEST_WITH_SECOND_FACTOR
        && text.codePoints().noneMatch(it -> Character.getType(it) == Character.SURROGATE);
  }

  private String together(Kind kind, PasswordOwner owner) {
    List<String> pieces = new ArrayList<>(List.of(piece(kind, owner)));
    // Of the shortest ones the library asks whether most words it has are nearly that.
    int least =
        chance.nextInt(4) == 0
            ? Password.SHORTEST_WITH_SECOND_FACTOR
            : chance.nextInt(Password.SHORTEST - 4, Password.SHORTEST + 2);
    String between = one(BETWEEN);
    while (pieces.stream().mapToInt(String::length).sum() < least) {
      pieces.add(piece(chance.nextInt(3) == 0 ? one(List.of(Kind.values())) : kind, owner));
    }
    Collections.shuffle(pieces, chance);
    String text = String.join(between, pieces);
    return chance.nextInt(12) == 0 ? " " + text + "  " : text;
  }

  private String piece(Kind kind, PasswordOwner owner) {
    return switch (kind) {
      case WORDS -> word();
      case CASES -> cased(word());
      case SIGNS -> chance.nextInt(3) == 0 ? cased(signs(word())) : signs(word());
      case BACKWARDS -> backwards(any(this::word, () -> signs(word()), () -> cased(word())));
      case MISSPELLED -> misspelled(word());
      case KEYS -> any(() -> row(chance.nextInt(4, 9)), () -> walk(chance.nextInt(3, 9)));
      case SEQUENCES -> sequence(chance.nextInt(3, 9));
      case REPEATED -> letters(ANY, chance.nextInt(1, 4)).repeat(chance.nextInt(2, 5));
      case DATES -> date();
      case OWNERS -> {
        String name = nameOf(owner);
        yield any(
            () -> name,
            () -> cased(name),
            () -> backwards(name),
            () -> signs(name.toLowerCase(Locale.ROOT)));
      }
      case CHANCE -> letters(any(() -> ANY, () -> KEYS, () -> "0123456789"), chance.nextInt(1, 7));
      case SCRIPTS -> any(() -> one(OTHER_SCRIPTS), () -> cased(one(OTHER_SCRIPTS)));
    };
  }

  /// Mostly one that is well known.
  private String word() {
    List<String> list = one(lists);
    return list.get((int) (Math.pow(chance.nextDouble(), 6) * list.size()));
  }

  private String nameOf(PasswordOwner owner) {
    List<String> names = new ArrayList<>(owner.workspaces());
    names.add(owner.name());
    names.addAll(List.of(owner.name().split(" ")));
    names.addAll(List.of(owner.email().split("@")));
    names.add("klaro");
    return one(names);
  }

  private String repeatable(PasswordOwner owner) {
    return any(
        () -> letters(ANY, chance.nextInt(4, 7)),
        () -> one(OTHER_SCRIPTS),
        this::word,
        () -> cased(word()),
        () -> walk(chance.nextInt(3, 9)),
        () -> nameOf(owner),
        () -> word() + letters("0123456789", chance.nextInt(1, 4)));
  }

  /// Also where the last repetition breaks off.
  private String repeated(String unit) {
    int length = chance.nextInt(Password.SHORTEST_WITH_SECOND_FACTOR, LONGEST + 1);
    String text = unit.repeat(length / unit.length() + 1);
    int whole = Math.max(2, length / unit.length()) * unit.length();
    return text.substring(0, Math.min(text.length(), chance.nextInt(3) == 0 ? length : whole));
  }

  private String cased(String text) {
    return any(
        () -> text.toUpperCase(Locale.ROOT),
        () -> text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1),
        () ->
            text.substring(0, text.length() - 1)
                + text.substring(text.length() - 1).toUpperCase(Locale.ROOT),
        () ->
            text.chars()
                .mapToObj(letter -> Character.toString(letter))
                .map(letter -> chance.nextBoolean() ? letter.toUpperCase(Locale.ROOT) : letter)
                .collect(Collectors.joining()));
  }

  /// For some of the letters that have one, or all.
  private String signs(String text) {
    int of = chance.nextInt(1, 4);
    return text.chars()
        .mapToObj(letter -> (char) letter)
        .map(letter ->
            SIGNS.containsKey(letter) && chance.nextInt(of) == 0 ? one(SIGNS.get(letter)) : letter)
        .map(String::valueOf)
        .collect(Collectors.joining());
  }

  private static String backwards(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  private String misspelled(String word) {
    String text = chance.nextInt(4) == 0 ? cased(word) : word;
    for (int wrong = chance.nextInt(word.length() / 4 + 1);
        wrong >= 0 && text.length() > 1;
        wrong--) {
      int at = chance.nextInt(text.length());
      String before = text.substring(0, at);
      String after = text.substring(at + 1);
      text =
          any(
              () -> before + one(KEYS) + after,
              () -> before + one(KEYS) + one(KEYS) + after,
              () -> before + after);
    }
    return text;
  }

  private String row(int length) {
    String row =
        any(() -> "qwertyuiop", () -> "asdfghjkl;", () -> "1234567890", () -> "!@#$%^&*()");
    int from = chance.nextInt(row.length() - length + 1);
    return row.substring(from, from + length);
  }

  private String walk(int length) {
    AdjacencyGraph keyboard = one(ConfigurationBuilder.getDefaultAdjacencyGraphs());
    var text = new StringBuilder().append(one("1234567890"));
    while (text.length() < length) {
      List<Character> next =
          AdjacencyGraphUtil.getNeighbors(keyboard, text.charAt(text.length() - 1)).stream()
              .sorted()
              .toList();
      text.append(one(next));
    }
    return text.toString();
  }

  private String sequence(int length) {
    String all =
        any(
            () -> "abcdefghijklmnopqrstuvwxyz",
            () -> "0123456789",
            () -> "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    int from = chance.nextInt(all.length() - length + 1);
    String text = all.substring(from, from + length);
    return chance.nextInt(3) == 0 ? backwards(text) : text;
  }

  private String date() {
    int year = chance.nextInt(1950, 2030);
    int month = chance.nextInt(1, 13);
    int day = chance.nextInt(1, 29);
    return String.format(
        Locale.ROOT,
        any(
            () -> "%1$d",
            () -> "%3$02d%2$02d%1$d",
            () -> "%3$d.%2$d.%1$d",
            () -> "%1$d-%2$02d-%3$02d",
            () -> "%2$02d/%3$02d/%1$d",
            () -> "%1$d%2$02d%3$02d"),
        year,
        month,
        day);
  }

  private String letters(String of, int count) {
    return Stream.generate(() -> String.valueOf(one(of)))
        .limit(count)
        .collect(Collectors.joining());
  }

  private char one(String of) {
    return of.charAt(chance.nextInt(of.length()));
  }

  private <T> T one(List<T> of) {
    return of.get(chance.nextInt(of.size()));
  }

  @SafeVarargs
  private String any(Supplier<String>... of) {
    return of[chance.nextInt(of.length)].get();
  }
}
