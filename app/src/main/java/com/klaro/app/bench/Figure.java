package com.klaro.app.bench;

/// One figure with its goal.
///
/// @param low of the lowest round
/// @param high of the highest
public record Figure(String id, double value, double goal, double low, double high, boolean holds) {

  /// Holds when the median is not above the goal.
  static Figure atMost(String id, double goal, Spread spread) {
    return new Figure(
        id, spread.median(), goal, spread.low(), spread.high(), spread.median() <= goal);
  }

  /// Holds when the median is not below the goal.
  static Figure atLeast(String id, double goal, Spread spread) {
    return new Figure(
        id, spread.median(), goal, spread.low(), spread.high(), spread.median() >= goal);
  }

  /// For figures that are counted and not measured: every round must agree.
  static Figure exactly(String id, double goal, Spread spread) {
    return new Figure(
        id,
        spread.median(),
        goal,
        spread.low(),
        spread.high(),
        spread.low() == goal && spread.high() == goal);
  }
}
