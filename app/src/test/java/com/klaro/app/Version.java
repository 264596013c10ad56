package com.klaro.app;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The numbers of a version, compared one by one.
record Version(List<Integer> numbers) implements Comparable<Version> {

  private static final Pattern NOT_DIGITS = Pattern.compile("\\D+");

  static Version of(String text) {
    return new Version(
        Stream.of(NOT_DIGITS.split(text))
            .filter(part -> !part.isEmpty())
            .map(Integer::valueOf)
            .toList());
  }

  @Override
  public int compareTo(Version other) {
    for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
      int order = Integer.compare(at(i), other.at(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private int at(int index) {
    return index < numbers.size() ? numbers.get(index) : 0;
  }
}
