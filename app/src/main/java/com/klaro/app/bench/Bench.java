package com.klaro.app.bench;

import com.klaro.app.Installation;

/// One measurement.
interface Bench {

  /// How many rounds there are unless somebody says so.
  default int usualRounds() {
    return 5;
  }

  /// @param rounds how often everything is repeated; the spread of a figure is over them
  BenchReport measure(Installation installation, int rounds);
}
