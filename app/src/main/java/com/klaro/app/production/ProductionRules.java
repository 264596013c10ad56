package com.klaro.app.production;

import com.klaro.api.HttpSettings;
import com.klaro.api.operations.OperationsSettings;
import com.klaro.app.CommandFailed;
import com.klaro.store.database.DatabaseAddress;
import com.klaro.store.history.TemporalSettings;
import com.klaro.store.network.ThisMachine;
import java.util.Locale;
import java.util.Set;

/// The rules that settings alone decide. Each refusal is one line that names the setting, never its
/// value.
public final class ProductionRules {

  /// What manuals, examples and images use.
  private static final Set<String> WELL_KNOWN =
      Set.of(
          "",
          "postgres",
          "postgresql",
          "password",
          "passw0rd",
          "pass",
          "secret",
          "admin",
          "root",
          "test",
          "example",
          "default",
          "klaro",
          "letmein",
          "qwerty");

  private ProductionRules() {}

  /// @throws CommandFailed when whoever sits between us and Postgres could read along, or anybody
  ///   could guess the password
  public static void database(DatabaseAddress address, ProductionSettings allowed) {
    if (isWellKnown(address.password(), address)) {
      throw refused(
          "KLARO_DATABASE_URL: production needs a password that is not blank, a default or the"
              + " login's own name");
    }
    if (!ThisMachine.is(address.host())
        && !allowed.plainDatabase()
        && !"verify-full".equals(address.options().get("sslmode"))) {
      throw refused(
          "KLARO_DATABASE_URL: production needs sslmode=verify-full to reach "
              + address.host()
              + ", or production.plainDatabase: true on a private network");
    }
  }

  /// @throws CommandFailed when whoever sits between us and Temporal could read along
  public static void temporal(TemporalSettings temporal, ProductionSettings allowed) {
    if (!temporal.onThisMachine() && temporal.tls() == null && !allowed.plainTemporal()) {
      throw refused(
          "temporal.tls: production needs it to reach "
              + temporal.address()
              + ", or production.plainTemporal: true on a private network");
    }
  }

  /// @throws CommandFailed when every request would be refused, or anybody's page could decode
  ///   histories
  public static void api(HttpSettings http, OperationsSettings operations) {
    if (http.tls() == null && http.trustedProxies().isEmpty()) {
      throw refused(
          "http: production serves HTTPS only: name a certificate in http.tls, or in"
              + " http.trustedProxies the proxies that speak TLS for us (profile: development"
              + " serves in clear)");
    }
    if (operations.decodeWithoutToken()) {
      throw refused("operations.decodeWithoutToken: production decodes for operators only");
    }
  }

  private static boolean isWellKnown(String password, DatabaseAddress address) {
    String plain = password.strip().toLowerCase(Locale.ROOT);
    String letters = plain.replaceAll("[^a-z]", "");
    return WELL_KNOWN.contains(plain)
        || WELL_KNOWN.contains(plain.replaceAll("[0-9!]+$", ""))
        || plain.equals(address.user().toLowerCase(Locale.ROOT))
        || plain.equals(address.database().toLowerCase(Locale.ROOT))
        || letters.contains("changeme")
        || letters.contains("changeit");
  }

  private static CommandFailed refused(String line) {
    return CommandFailed.wrongUse(line);
  }
}
