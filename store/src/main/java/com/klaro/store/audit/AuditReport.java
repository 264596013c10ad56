package com.klaro.store.audit;

import com.klaro.store.tenancy.NotTenantBound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What `klaro audit verify` says and how it exits: 0 sound, 1 tampered, 2 when a file is not what
/// it should be.
@NotTenantBound("an operator's command; an export is checked as the file it is")
public final class AuditReport {

  private AuditReport() {}

  /// @param lines for the terminal, the verdict first
  public record Result(int exitCode, List<String> lines) {}

  public static Result verifyDatabase(AuditVerifier verifier) {
    return result("The database", verifier.verify());
  }

  public static Result verifyExport(Path export, Path keys) {
    try {
      return verifyExport(export, PublicKeys.parse(Files.readString(keys)));
    } catch (IOException unreadable) {
      return unreadable(keys, unreadable);
    } catch (IllegalArgumentException noKeys) {
      return new Result(2, List.of(keys + ": " + noKeys.getMessage()));
    }
  }

  public static Result verifyExport(Path export, PublicKeys keys) {
    try {
      return result(export.toString(), ExportVerifier.verify(export, keys));
    } catch (IOException unreadable) {
      return unreadable(export, unreadable);
    }
  }

  private static Result unreadable(Path file, IOException why) {
    return new Result(2, List.of("Cannot read " + file + ": " + why.getClass().getSimpleName()));
  }

  private static Result result(String what, AuditVerdict verdict) {
    return switch (verdict) {
      case AuditVerdict.Sound(long chains, long rows) ->
          new Result(0, List.of("%s is sound: %d chains, %d rows".formatted(what, chains, rows)));
      case AuditVerdict.Tampered(List<Finding> findings, long total) -> {
        var lines = new ArrayList<String>();
        lines.add("%s was tampered with: %d findings".formatted(what, total));
        findings.forEach(finding -> lines.add("  " + finding));
        if (total > findings.size()) {
          lines.add("  … and " + (total - findings.size()) + " more");
        }
        yield new Result(1, List.copyOf(lines));
      }
    };
  }
}
