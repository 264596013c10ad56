package com.klaro.app.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.api.HttpSettings;
import com.klaro.api.operations.OperationsSettings;
import com.klaro.api.tls.TlsSettings;
import com.klaro.api.web.limit.OverloadSettings;
import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.store.database.DatabaseAddress;
import com.klaro.store.temporal.TemporalSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProductionRulesTest {

  private static final ProductionSettings STRICT = new ProductionSettings(false, false);
  private static final String GOOD = "uY7-kq2Wm9";

  @Test
  void aPasswordThatAnybodyKnowsIsRefusedWithoutRepeatingIt() {
    for (String weak :
        List.of(
            "",
            "%20%20",
            "postgres",
            "Password1!",
            "changeme",
            "Change-Me-42",
            "please_change_me",
            "klaro_owner",
            "shop",
            "changeit",
            "admin123")) {
      assertThatThrownBy(() -> database("klaro_owner:" + weak + "@127.0.0.1/shop"))
          .as(weak)
          .isInstanceOfSatisfying(
              CommandFailed.class, it -> assertThat(it.code()).isEqualTo(ExitCode.WRONG_USE))
          .hasMessageContaining("KLARO_DATABASE_URL")
          .hasMessageContaining("password");
    }
    assertThatThrownBy(() -> database("u:changeme9@127.0.0.1/shop"))
        .hasMessageNotContaining("changeme9");
    assertThatCode(() -> database("u:" + GOOD + "@127.0.0.1/shop")).doesNotThrowAnyException();
  }

  @Test
  void aDatabaseElsewhereIsReachedVerifiedOnly() {
    for (String clear :
        List.of(
            "db.internal/shop",
            "10.0.0.5/shop",
            "127.0.0.1.evil.example/shop",
            "db.internal/shop?sslmode=require",
            "db.internal/shop?sslmode=verify-ca",
            "db.internal/shop?sslmode=prefer")) {
      isRefused(() -> database("u:" + GOOD + "@" + clear), "sslmode=verify-full");
      assertThatCode(() ->
              ProductionRules.database(
                  DatabaseAddress.parse("postgresql://u:" + GOOD + "@" + clear),
                  new ProductionSettings(true, false)))
          .doesNotThrowAnyException();
    }
    for (String fine :
        List.of(
            "db.internal/shop?sslmode=verify-full", "localhost/shop", "127.0.0.2/s", "[::1]/s")) {
      assertThatCode(() -> database("u:" + GOOD + "@" + fine)).doesNotThrowAnyException();
    }
  }

  @Test
  void temporalElsewhereIsReachedOverTlsOnly() {
    TemporalSettings elsewhere = TemporalSettings.local().at("temporal.internal:7233");
    isRefused(() -> ProductionRules.temporal(elsewhere, STRICT), "temporal.tls");
    Path file = Path.of("x.pem");
    var secured =
        new TemporalSettings(
            elsewhere.address(), "klaro", new TemporalSettings.Tls(file, file, null));
    assertThatCode(
            () -> {
              ProductionRules.temporal(secured, STRICT);
              ProductionRules.temporal(elsewhere, new ProductionSettings(false, true));
              ProductionRules.temporal(TemporalSettings.local(), STRICT);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void anApiThatCouldServeNobodyOrShowsHistoriesToAnybodyIsRefused() {
    var tls = new TlsSettings(8443, Path.of("c.pem"), Path.of("k.pem"));
    isRefused(() -> ProductionRules.api(http(List.of(), null), decoding(false)), "http.tls");
    isRefused(
        () -> ProductionRules.api(http(List.of(), tls), decoding(true)), "decodeWithoutToken");
    assertThatCode(
            () -> {
              ProductionRules.api(http(List.of(), tls), decoding(false));
              ProductionRules.api(http(List.of("10.0.0.0/8"), null), decoding(false));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void mailsThatLeadNowhereOrComeFromNobodyAreRefused() {
    for (String here : List.of("http://127.0.0.1:8080", "https://localhost/app", "https://[::1]")) {
      isRefused(() -> mails(here, "hello@shop.internal"), "links.base: it leads");
    }
    isRefused(
        () -> mails("http://app.shop.internal", "hello@shop.internal"), "links.base: it is not");
    for (String nobody :
        List.of(
            "klaro.example",
            "example",
            "mail.EXAMPLE.com",
            "example.org",
            "shop.invalid",
            "shop.test",
            "localhost")) {
      isRefused(() -> mails("https://app.shop.internal", "hello@" + nobody), "mail.from");
    }
    for (String somebody :
        List.of("shop.internal", "myexample.com", "example.shop.de", "test.de")) {
      assertThatCode(() -> mails("https://app.shop.internal", "hello@" + somebody))
          .doesNotThrowAnyException();
    }
  }

  private static void mails(String base, String from) {
    ProductionRules.mails(URI.create(base), from);
  }

  private static void database(String rest) {
    ProductionRules.database(DatabaseAddress.parse("postgresql://" + rest), STRICT);
  }

  private static void isRefused(ThrowingCallable rule, String named) {
    assertThatThrownBy(rule)
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining(named)
        .hasMessageNotContaining(GOOD);
  }

  private static HttpSettings http(List<String> proxies, @Nullable TlsSettings tls) {
    return new HttpSettings(
        "127.0.0.1", 0, "127.0.0.1", 0, proxies, OverloadSettings.defaults(), tls);
  }

  private static OperationsSettings decoding(boolean withoutToken) {
    return new OperationsSettings(List.of(), withoutToken);
  }
}
