package com.klaro.app.bench;

import java.util.List;

/// What several rounds say together. The median, because one round that another program disturbed
/// must not move it.
record Spread(double median, double low, double high) {

  static Spread of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    return new Spread(median, sorted.getFirst(), sorted.getLast());
  }
}
