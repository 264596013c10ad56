package com.klaro.store.audit;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Forges links: numbers, hashes and keys rows one after the other. One instance per transaction.
final class ChainWriter {

  private final ChainHash hash = new ChainHash();
  private final ChainMac mac;

  ChainWriter(ChainMac mac) {
    this.mac = mac;
  }

  AuditRow next(Chain chain, long seq, byte[] previousHash, Instant now, Act act) {
    Instant at = now.truncatedTo(ChronoUnit.MICROS);
    String name = chain.name();
    byte[] actor =
        act.staff()
            ? hash.staffActor(mac.staffSalt(mac.current(), name, seq), act.actor())
            : hash.openActor(act.actor());
    byte[] link =
        hash.row(
            name,
            seq,
            at,
            actor,
            act.action(),
            act.subject(),
            act.data(),
            act.staff(),
            previousHash);
    return new AuditRow(
        seq,
        at,
        act.actor(),
        act.action(),
        act.subject(),
        act.data(),
        act.staff(),
        previousHash,
        link,
        mac.ofRow(link));
  }

  byte[] headMac(Chain chain, AuditRow last) {
    return mac.ofHead(chain.name(), last.seq(), last.hash());
  }

  /// A head that was changed or put back from elsewhere must not be built upon: the next head would
  /// hold again, and the change would be covered.
  ///
  /// @throws ChainBroken so that the transaction ends without a trace
  void expect(Chain chain, ChainSql.Head head) {
    boolean fresh =
        head.seq() == 0
            && MessageDigest.isEqual(head.hash(), ChainHash.beginning())
            && head.fresh();
    if (!fresh && !mac.headHolds(chain.name(), head.seq(), head.hash(), head.mac())) {
      throw new ChainBroken(chain.name(), head.seq());
    }
  }
}
