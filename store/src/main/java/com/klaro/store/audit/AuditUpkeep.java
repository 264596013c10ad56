package com.klaro.store.audit;

import com.klaro.store.upkeep.Upkeep;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the chains need now and then: new keys are taken up before anybody writes with them, and
/// heads that moved are signed. Each signature is logged, so a copy of the log outside the database
/// shows a chain that was cut with its heads.
public final class AuditUpkeep implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AuditUpkeep.class);
  private static final Duration KEYS = Duration.ofMinutes(1);
  private static final Duration FIRST_HEADS = Duration.ofMinutes(1);
  private static final Duration HEADS = Duration.ofHours(1);

  private final Upkeep upkeep = new Upkeep("audit");

  private AuditUpkeep() {}

  /// For every program that appends.
  public static AuditUpkeep ofKeys(AuditKeys keys) {
    var audit = new AuditUpkeep();
    audit.upkeep.every(KEYS, KEYS, keys::refresh);
    return audit;
  }

  /// For the worker.
  public static AuditUpkeep ofHeads(HeadSigner signer) {
    var audit = new AuditUpkeep();
    audit.upkeep.every(
        FIRST_HEADS,
        HEADS,
        () -> {
          HeadSigner.Run run = signer.signMoved();
          LOG.info("Audit heads: {} signed, {} refused", run.signed(), run.refused());
        });
    return audit;
  }

  @Override
  public void close() {
    upkeep.close();
  }
}
