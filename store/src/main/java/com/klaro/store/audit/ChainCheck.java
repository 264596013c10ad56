package com.klaro.store.audit;

import java.time.Instant;
import java.util.Arrays;

/// Follows one chain from its first row: numbers without a gap, each hash recomputed, each link to
/// the row before. The part of verifying that an export and the database share.
final class ChainCheck {

  private final String chain;
  private final ChainHash hash;
  private final Findings findings;
  private long lastSeq;
  private byte[] lastHash = ChainHash.beginning();

  ChainCheck(String chain, ChainHash hash, Findings findings) {
    this.chain = chain;
    this.hash = hash;
    this.findings = findings;
    findings.chain();
  }

  /// @param actor the digest of who acted
  record Link(
      long seq,
      Instant at,
      byte[] actor,
      String action,
      String subject,
      String data,
      boolean staff,
      byte[] previousHash,
      byte[] hash) {}

  void row(Link link) {
    findings.row();
    if (link.seq() != lastSeq + 1) {
      findings.add(chain, link.seq(), Flaw.GAP);
    } else if (!Arrays.equals(link.previousHash(), lastHash)) {
      findings.add(chain, link.seq(), Flaw.BROKEN_LINK);
    }
    byte[] expected =
        hash.row(
            chain,
            link.seq(),
            link.at(),
            link.actor(),
            link.action(),
            link.subject(),
            link.data(),
            link.staff(),
            link.previousHash());
    if (!Arrays.equals(expected, link.hash())) {
      findings.add(chain, link.seq(), Flaw.EDITED);
    }
    lastSeq = link.seq();
    lastHash = link.hash();
  }

  long lastSeq() {
    return lastSeq;
  }

  /// True when the chain ends exactly here.
  boolean endsAt(long seq, byte[] hash) {
    return seq == lastSeq && Arrays.equals(hash, lastHash);
  }

  /// True when the row just seen has this hash.
  boolean lastIs(byte[] hash) {
    return Arrays.equals(hash, lastHash);
  }
}
