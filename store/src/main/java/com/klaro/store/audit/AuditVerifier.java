package com.klaro.store.audit;

import com.klaro.store.tenancy.NotTenantBound;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Recomputes every chain of the database: hashes, links, MACs, heads and signatures, of
/// workspaces, accounts and the program. Reads one snapshot, so it may run while others write, and
/// holds one row at a time.
@NotTenantBound("checks the chains of all workspaces, and shows nothing of their rows")
public final class AuditVerifier {

  private final AuditSource source;
  private final AuditKeys keys;
  private final Clock clock;

  public AuditVerifier(AuditSource source, AuditKeys keys, Clock clock) {
    this.source = source;
    this.keys = keys;
    this.clock = clock;
  }

  public AuditVerdict verify() {
    // Another process may have made a key since.
    keys.refresh();
    var findings = new Findings();
    return source.snapshot(handle -> {
      try (ChainTables workspaces = ChainTables.ofWorkspaces(handle)) {
        all(workspaces, "workspace/", findings);
      }
      try (ChainTables platform = ChainTables.ofPlatform(handle)) {
        all(platform, "", findings);
      }
      return findings.verdict();
    });
  }

  private void all(ChainTables tables, String naming, Findings findings) {
    var check =
        new StoredChainCheck(tables, keys.macs(clock.instant()), keys.publicKeys(), findings);
    for (var key = next(tables); key.isPresent(); key = next(tables)) {
      check.chain(key.get(), naming + key.get());
    }
  }

  private static Optional<String> next(ChainTables tables) {
    return Stream.of(
            tables.rows().key(),
            tables.heads().key(),
            tables.signed().key(),
            tables.expected().key())
        .filter(Objects::nonNull)
        .min(String::compareTo);
  }
}
