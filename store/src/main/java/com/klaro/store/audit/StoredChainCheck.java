package com.klaro.store.audit;

/// Follows stored chains one by one: what `ChainCheck` sees in the rows, and what keys, head and
/// signed heads say beyond.
final class StoredChainCheck {

  private final ChainTables tables;
  private final ChainMac mac;
  private final PublicKeys keys;
  private final Findings findings;
  private final ChainHash hash = new ChainHash();

  StoredChainCheck(ChainTables tables, ChainMac mac, PublicKeys keys, Findings findings) {
    this.tables = tables;
    this.mac = mac;
    this.keys = keys;
    this.findings = findings;
  }

  /// Takes all that the tables have under this key.
  void chain(String key, String chain) {
    boolean expected = tables.expected().at(key) && tables.expected().take();
    var check = new ChainCheck(chain, hash, findings);
    while (tables.rows().at(key)) {
      AuditRow row = tables.rows().take();
      signedBefore(key, chain, row.seq());
      check.row(link(chain, row));
      if (!mac.rowHolds(row.hash(), row.mac())) {
        findings.add(chain, row.seq(), Flaw.FORGED);
      }
      signedAt(key, chain, check);
    }
    signedAt(key, chain, check);
    signedBefore(key, chain, Long.MAX_VALUE);
    if (tables.heads().at(key)) {
      head(chain, check, tables.heads().take());
    } else if (check.lastSeq() > 0) {
      findings.add(chain, check.lastSeq(), Flaw.HEAD_MISSING);
    }
    if (expected && check.lastSeq() == 0) {
      findings.add(chain, 0, Flaw.CHAIN_MISSING);
    }
  }

  private void head(String chain, ChainCheck check, ChainSql.Head head) {
    if (!mac.headHolds(chain, head.seq(), head.hash(), head.mac())) {
      findings.add(chain, head.seq(), Flaw.HEAD_FORGED);
    }
    if (!check.endsAt(head.seq(), head.hash())) {
      findings.add(chain, head.seq(), Flaw.HEAD_DIFFERS);
    }
  }

  /// Heads signed over the row just seen.
  private void signedAt(String key, String chain, ChainCheck check) {
    while (tables.signed().at(key) && tables.signed().peek().seq() == check.lastSeq()) {
      SignedHead signed = tables.signed().take();
      signature(chain, signed);
      if (!check.lastIs(signed.hash())) {
        findings.add(chain, signed.seq(), Flaw.REWRITTEN);
      }
    }
  }

  /// Heads signed over rows that are not there.
  private void signedBefore(String key, String chain, long seq) {
    while (tables.signed().at(key) && tables.signed().peek().seq() < seq) {
      SignedHead signed = tables.signed().take();
      signature(chain, signed);
      if (signed.seq() > 0) {
        findings.add(chain, signed.seq(), seq == Long.MAX_VALUE ? Flaw.TAIL_CUT : Flaw.REWRITTEN);
      }
    }
  }

  private void signature(String chain, SignedHead signed) {
    keys.find(signed.keyId())
        .ifPresentOrElse(
            key -> {
              if (!signed.signedBy(key)) {
                findings.add(chain, signed.seq(), Flaw.SIGNATURE_FORGED);
              }
            },
            () -> findings.add(chain, signed.seq(), Flaw.KEY_UNKNOWN));
  }

  private ChainCheck.Link link(String chain, AuditRow row) {
    return new ChainCheck.Link(
        row.seq(),
        row.at(),
        actor(chain, row),
        row.action(),
        row.subject(),
        row.data(),
        row.staff(),
        row.previousHash(),
        row.hash());
  }

  private byte[] actor(String chain, AuditRow row) {
    int version = ChainMac.version(row.mac());
    // A MAC that names no key of ours gives no salt either; the row is reported as forged.
    return row.staff() && mac.knows(version)
        ? hash.staffActor(mac.staffSalt(version, chain, row.seq()), row.actor())
        : hash.openActor(row.actor());
  }
}
