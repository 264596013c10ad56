package com.klaro.store.audit;

import java.util.List;

/// What a verification says.
public sealed interface AuditVerdict {

  /// Every row, link and head holds.
  record Sound(long chains, long rows) implements AuditVerdict {}

  /// @param findings the first hundred, in the order of the chains; never empty
  /// @param total how many there are
  record Tampered(List<Finding> findings, long total) implements AuditVerdict {}
}
