package com.klaro.store.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Checks an export with nothing but the file and the public keys: no database, no secret, no trust
/// in us.
public final class ExportVerifier {

  private final Findings findings = new Findings();
  private final ChainHash hash = new ChainHash();
  private final PublicKeys keys;

  private ExportVerifier(PublicKeys keys) {
    this.keys = keys;
  }

  /// @throws IOException when the file cannot be read as text
  public static AuditVerdict verify(Path export, PublicKeys keys) throws IOException {
    var verifier = new ExportVerifier(keys);
    // The head names the workspace, which every row's hash covers, and it stands last: so it is
    // read first.
    switch (lastLine(export)) {
      case ExportLine.Head head -> verifier.chain(export, head.signed());
      case ExportLine.Event event ->
          verifier.findings.add(name(export), event.seq(), Flaw.NO_SIGNED_HEAD);
      case ExportLine.Malformed _ -> verifier.findings.add(name(export), 0, Flaw.NO_SIGNED_HEAD);
    }
    return verifier.findings.verdict();
  }

  /// Whether this is a file to verify at all. One line that an export has is enough, whatever
  /// became of the others; nothing at all is what a cut leaves.
  ///
  /// @throws IOException when the file cannot be read as text
  static boolean isOne(Path export) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(export, StandardCharsets.UTF_8)) {
      String text = lines.readLine();
      boolean empty = text == null;
      while (text != null && ExportLine.parse(text) instanceof ExportLine.Malformed) {
        text = lines.readLine();
      }
      return empty || text != null;
    }
  }

  private void chain(Path export, SignedHead head) throws IOException {
    var check = new ChainCheck(head.chain(), hash, findings);
    long line = 0;
    boolean ended = false;
    try (BufferedReader lines = Files.newBufferedReader(export, StandardCharsets.UTF_8)) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        line++;
        switch (ended ? new ExportLine.Malformed() : ExportLine.parse(text)) {
          case ExportLine.Event event -> check.row(link(event));
          case ExportLine.Head it -> ended = same(it.signed(), head);
          case ExportLine.Malformed _ -> findings.add(head.chain(), line, Flaw.MALFORMED);
        }
      }
    }
    end(check, head);
  }

  private void end(ChainCheck check, SignedHead head) {
    if (head.seq() > check.lastSeq()) {
      findings.add(head.chain(), head.seq(), Flaw.TAIL_CUT);
    } else if (!check.endsAt(head.seq(), head.hash())) {
      findings.add(head.chain(), head.seq(), Flaw.HEAD_DIFFERS);
    }
    keys.find(head.keyId())
        .ifPresentOrElse(
            key -> {
              if (!head.signedBy(key)) {
                findings.add(head.chain(), head.seq(), Flaw.SIGNATURE_FORGED);
              }
            },
            () -> findings.add(head.chain(), head.seq(), Flaw.KEY_UNKNOWN));
  }

  private ChainCheck.Link link(ExportLine.Event event) {
    byte[] actor = event.actorCommitment().orElseGet(() -> hash.openActor(event.actor()));
    return new ChainCheck.Link(
        event.seq(),
        event.at(),
        actor,
        event.action(),
        event.subject(),
        event.data(),
        event.actorCommitment().isPresent(),
        event.previousHash(),
        event.hash());
  }

  private static boolean same(SignedHead one, SignedHead other) {
    return one.chain().equals(other.chain()) && Arrays.equals(one.signature(), other.signature());
  }

  private static ExportLine lastLine(Path export) throws IOException {
    String last = "";
    try (BufferedReader lines = Files.newBufferedReader(export, StandardCharsets.UTF_8)) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        last = text;
      }
    }
    return ExportLine.parse(last);
  }

  private static String name(Path export) {
    Path name = export.getFileName();
    return name == null ? export.toString() : name.toString();
  }
}
