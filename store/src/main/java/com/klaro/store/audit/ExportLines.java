package com.klaro.store.audit;

import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.Base64;
import java.util.HexFormat;

/// The lines of an export. A row of staff says `"actor":"staff"` and gives the commitment to who it
/// was.
final class ExportLines {

  static final String STAFF = "staff";
  private static final HexFormat HEX = HexFormat.of();

  private final ChainHash hash = new ChainHash();
  private final ChainMac mac;
  private final String chain;

  ExportLines(ChainMac mac, String chain) {
    this.mac = mac;
    this.chain = chain;
  }

  String event(AuditRow row) {
    var line = new StringBuilder(400);
    line.append("{\"seq\":").append(row.seq());
    line.append(",\"at\":\"").append(row.at());
    line.append("\",\"actor\":").append(CanonicalJson.text(row.staff() ? STAFF : row.actor()));
    if (row.staff()) {
      line.append(",\"actorCommitment\":\"").append(HEX.formatHex(commitment(row))).append('"');
    }
    line.append(",\"action\":").append(CanonicalJson.text(row.action()));
    line.append(",\"subject\":").append(CanonicalJson.text(row.subject()));
    line.append(",\"data\":").append(row.data());
    line.append(",\"previousHash\":\"").append(HEX.formatHex(row.previousHash()));
    line.append("\",\"hash\":\"").append(HEX.formatHex(row.hash()));
    return line.append("\"}").toString();
  }

  String head(WorkspaceId workspaceId, SignedHead head) {
    return "{\"workspaceId\":\"%s\",\"seq\":%d,\"hash\":\"%s\",\"at\":\"%s\",\"keyId\":\"%s\",\"signature\":\"%s\"}"
        .formatted(
            workspaceId,
            head.seq(),
            HEX.formatHex(head.hash()),
            head.at(),
            head.keyId(),
            Base64.getUrlEncoder().withoutPadding().encodeToString(head.signature()));
  }

  /// A row whose MAC names no key of ours was not written by us; the zeros make the export fail
  /// where the row is.
  private byte[] commitment(AuditRow row) {
    int version = ChainMac.version(row.mac());
    return mac.knows(version)
        ? hash.staffActor(mac.staffSalt(version, chain, row.seq()), row.actor())
        : new byte[ChainHash.BYTES];
  }
}
