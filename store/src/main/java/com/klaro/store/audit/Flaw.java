package com.klaro.store.audit;

/// What a verification can find wrong.
public enum Flaw {
  EDITED("the row does not have the hash that it claims"),
  BROKEN_LINK("the row does not follow the one before it"),
  GAP("rows before this one are missing"),
  FORGED("the row was not written by this program: its MAC does not hold"),
  HEAD_FORGED("the head was not written by this program: its MAC does not hold"),
  HEAD_DIFFERS("the head names another last row than there is"),
  HEAD_MISSING("there are rows but no head"),
  CHAIN_MISSING("the workspace has no chain at all"),
  TAIL_CUT("a signed head says that the chain went on to this row"),
  REWRITTEN("a signed head names another hash for this row"),
  SIGNATURE_FORGED("the signature of the head does not hold"),
  KEY_UNKNOWN("the head was signed with a key that is not listed"),
  MALFORMED("the line is not one that an export has"),
  NO_SIGNED_HEAD("the export does not end with its signed head");

  private final String sentence;

  Flaw(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
