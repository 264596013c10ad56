package com.klaro.store.audit;

import java.util.ArrayList;
import java.util.List;

/// Gathers what a verification sees; keeps the first findings only, for a wholesale rewrite has as
/// many as rows.
final class Findings {

  private static final int KEPT = 100;

  private final List<Finding> first = new ArrayList<>();
  private long total;
  private long chains;
  private long rows;

  void add(String chain, long seq, Flaw flaw) {
    total++;
    if (first.size() < KEPT) {
      first.add(new Finding(chain, seq, flaw));
    }
  }

  void chain() {
    chains++;
  }

  void row() {
    rows++;
  }

  AuditVerdict verdict() {
    return total == 0
        ? new AuditVerdict.Sound(chains, rows)
        : new AuditVerdict.Tampered(List.copyOf(first), total);
  }
}
