package com.klaro.app.operate;

import com.klaro.app.Command;
import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.Logs;
import com.klaro.app.Observed;
import com.klaro.app.Options;
import com.klaro.app.Syntax;
import com.klaro.store.Store;
import com.klaro.store.audit.AuditVerdict;
import com.klaro.store.audit.AuditVerifier;
import com.klaro.store.audit.ExportCheck;
import java.nio.file.Path;
import java.util.List;

/// `klaro audit verify [EXPORT] [--keys FILE]`: of the database, or of an export, which needs
/// public keys and nothing else.
public final class AuditCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Verifies the audit trail of the database, or of an export. Exit code 0: sound, 1:"
                + " tampered with.")
        .withWords(2, "verify [EXPORT]")
        .withValue("keys", "FILE", "public keys for an export; without it, those of the database")
        .withConfig();
  }

  @Override
  public ExitCode run(Options options) {
    Logs.toStandardError();
    List<String> words = options.words();
    if (words.isEmpty() || !words.getFirst().equals("verify")) {
      throw CommandFailed.wrongUse("use: klaro audit verify [EXPORT] [--keys FILE]");
    }
    if (words.size() == 1 && options.value("keys").isPresent()) {
      throw CommandFailed.wrongUse(
          "--keys is for an export: use klaro audit verify EXPORT --keys FILE");
    }
    return words.size() == 1 ? database(options) : export(Path.of(words.get(1)), options);
  }

  private static ExitCode database(Options options) {
    try (Store store = Surroundings.of(options).open("audit", Observed.meters("audit"))) {
      var verifier =
          new AuditVerifier(store.auditSource(), store.auditKeys(), store.settings().clock());
      return said("The database", verifier.verify());
    }
  }

  private static ExitCode export(Path file, Options options) {
    return switch (check(file, options)) {
      case ExportCheck.Verified(AuditVerdict verdict) -> said(file.toString(), verdict);
      case ExportCheck.NoExport(Path other) ->
          throw CommandFailed.wrongUse(
              other
                  + " is not an export: no line of it is one that an export has, and nothing was"
                  + " verified");
      case ExportCheck.Unreadable(Path unreadable, String why) ->
          throw CommandFailed.wrongUse(
              "Cannot read " + unreadable + ": " + why + "; nothing was verified");
      case ExportCheck.NoKeys(Path other, String why) ->
          throw CommandFailed.wrongUse(other + ": " + why);
    };
  }

  /// Without `--keys`, by the keys of the database that is at hand.
  private static ExportCheck check(Path file, Options options) {
    var keys = options.value("keys");
    if (keys.isPresent()) {
      return ExportCheck.of(file, Path.of(keys.get()));
    }
    try (Store store = Surroundings.of(options).open("audit", Observed.meters("audit"))) {
      return ExportCheck.of(file, store.auditKeys().publicKeys());
    }
  }

  private static ExitCode said(String what, AuditVerdict verdict) {
    return switch (verdict) {
      case AuditVerdict.Sound(long chains, long rows) -> {
        System.out.printf(
            "%s is sound: %s, %s%n", what, counted(chains, "chain"), counted(rows, "row"));
        yield ExitCode.FINE;
      }
      case AuditVerdict.Tampered(var findings, long total) -> {
        System.out.printf("%s was tampered with: %s%n", what, counted(total, "finding"));
        findings.forEach(finding -> System.out.println("  " + finding));
        if (total > findings.size()) {
          System.out.println("  … and " + (total - findings.size()) + " more");
        }
        yield ExitCode.FAILED;
      }
    };
  }

  private static String counted(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
