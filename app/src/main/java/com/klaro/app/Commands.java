package com.klaro.app;

import com.klaro.app.bench.BenchCommand;
import com.klaro.app.calibrate.CalibrateCommand;
import com.klaro.app.demo.DemoCommand;
import com.klaro.app.dev.DevCommand;
import com.klaro.app.operate.AccountsCommand;
import com.klaro.app.operate.ApiCommand;
import com.klaro.app.operate.AuditCommand;
import com.klaro.app.operate.MigrateCommand;
import com.klaro.app.operate.OpenApiCommand;
import com.klaro.app.operate.RecoverCommand;
import com.klaro.app.operate.SecretsCommand;
import com.klaro.app.operate.StaffCommand;
import com.klaro.app.operate.WorkerCommand;
import java.util.Optional;

/// The commands by name. A command's class is named in its own branch only, so that `klaro api`,
/// which runs without the development jars, never loads a class that needs them.
final class Commands {

  private Commands() {}

  static Optional<Command> named(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "demo" -> new DemoCommand();
          case "dev" -> new DevCommand();
          case "api" -> new ApiCommand();
          case "worker" -> new WorkerCommand();
          case "migrate" -> new MigrateCommand();
          case "recover" -> new RecoverCommand();
          case "audit" -> new AuditCommand();
          case "secrets" -> new SecretsCommand();
          case "accounts" -> new AccountsCommand();
          case "staff" -> new StaffCommand();
          case "calibrate" -> new CalibrateCommand();
          case "openapi" -> new OpenApiCommand();
          case "bench" -> new BenchCommand();
          case "version" -> new VersionCommand();
          default -> null;
        });
  }
}
