package com.klaro.app.operate;

import com.klaro.app.Command;
import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.Logs;
import com.klaro.app.Options;
import com.klaro.app.Syntax;
import com.klaro.store.Store;
import com.klaro.store.audit.AuditReport;
import com.klaro.store.audit.AuditVerifier;
import java.nio.file.Path;
import java.util.List;

/// `klaro audit verify [FILE --keys FILE]`: of the database, or of an export, which needs public
/// keys and nothing else.
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
      throw CommandFailed.wrongUse("use: klaro audit verify [EXPORT --keys FILE]");
    }
    var result = words.size() == 1 ? database(options) : export(Path.of(words.get(1)), options);
    result.lines().forEach(System.out::println);
    return ExitCode.of(result.exitCode());
  }

  private static AuditReport.Result database(Options options) {
    try (Store store = Surroundings.of(options).open("audit", Surroundings.meters("audit"))) {
      return AuditReport.verifyDatabase(
          new AuditVerifier(store.auditSource(), store.auditKeys(), store.settings().clock()));
    }
  }

  /// Without `--keys`, the keys of the database that is at hand.
  private static AuditReport.Result export(Path file, Options options) {
    var keys = options.value("keys");
    if (keys.isPresent()) {
      return AuditReport.verifyExport(file, Path.of(keys.get()));
    }
    try (Store store = Surroundings.of(options).open("audit", Surroundings.meters("audit"))) {
      return AuditReport.verifyExport(file, store.auditKeys().publicKeys());
    }
  }
}
