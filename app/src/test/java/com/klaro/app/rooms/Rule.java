package com.klaro.app.rooms;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/// What must hold of the product, with classes that break it. A rule that nobody saw fail may hold
/// because it looks at nothing.
///
/// @param sample breaks the law, and each of its methods does so in a way of its own
/// @param more the same; a cycle takes two
record Rule(String name, ArchRule law, Class<?> sample, Class<?>... more) {

  List<Class<?>> samples() {
    return Stream.<Class<?>>concat(Stream.of(sample), Stream.of(more)).toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
