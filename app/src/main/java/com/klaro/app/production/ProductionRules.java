package com.klaro.app.production;

import com.klaro.api.HttpSettings;
import com.klaro.api.operations.OperationsSettings;
import com.klaro.app.CommandFailed;
import com.klaro.store.database.DatabaseAddress;
import com.klaro.store.network.ThisMachine;
import com.klaro.store.temporal.TemporalSettings;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

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

  /// What RFC 2606 gives to examples and tests, and to nobody else.
  private static final Pattern NOBODYS_DOMAIN =
      Pattern.compile(
          "(.+\\.)?(example|invalid|test|localhost|example\\.(com|net|org))",
          Pattern.CASE_INSENSITIVE);

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

  /// @param linksBase `links.base`
  /// @param from `mail.from`
  /// @throws CommandFailed when mails would lead nowhere, carry tokens past everybody, or come from
  ///   nobody
  public static void mails(URI linksBase, String from) {
    if (ThisMachine.is(String.valueOf(linksBase.getHost()))) {
      throw refused(
          "links.base: it leads whoever reads a mail to their own machine; name your front end,"
              + " such as https://app.example.com");
    }
    if (!"https".equalsIgnoreCase(linksBase.getScheme())) {
      throw refused(
          "links.base: it is not https, and links carry tokens; name your front end, such as"
              + " https://app.example.com");
    }
    if (NOBODYS_DOMAIN.matcher(from.substring(from.lastIndexOf('@') + 1)).matches()) {
      throw refused(
          "mail.from: its domain is for examples and tests, and nobody takes mail from it; name an"
              + " address of yours, such as hello@your-company.com");
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
