package com.klaro.store.audit;

/// Something wrong, and where.
///
/// @param chain `workspace/<id>`, `account/<id>` or `platform`
/// @param seq the row or head it was found at; the line number for `MALFORMED`
public record Finding(String chain, long seq, Flaw flaw) {

  @Override
  public String toString() {
    return chain + " " + seq + ": " + flaw.sentence();
  }
}
