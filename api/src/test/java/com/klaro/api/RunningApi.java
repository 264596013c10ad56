package com.klaro.api;

import com.klaro.api.identity.PasskeySettings;
import com.klaro.api.operations.OperationsSettings;
import com.klaro.api.tls.TlsSettings;
import com.klaro.api.tokens.AccessTokenKeys;
import com.klaro.api.tokens.AccessTokens;
import com.klaro.api.tokens.TokenSettings;
import com.klaro.api.tokens.nextauth.FrontEnd;
import com.klaro.api.tokens.nextauth.NextAuthSettings;
import com.klaro.api.web.limit.LimitSettings;
import com.klaro.api.web.limit.OverloadSettings;
import com.klaro.store.MutableClock;
import com.klaro.store.Store;
import com.klaro.store.StoreSettings;
import com.klaro.store.database.DatabaseSettings;
import com.klaro.store.database.Ids;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.store.identity.PageSettings;
import com.klaro.store.identity.PasswordResetWriter;
import com.klaro.store.identity.People;
import com.klaro.store.identity.ResetMailDue;
import com.klaro.store.identity.SessionPolicy;
import com.klaro.store.identity.SignupMailDue;
import com.klaro.store.identity.SignupWriter;
import com.klaro.store.identity.password.BreachSettings;
import com.klaro.store.identity.password.HashingSettings;
import com.klaro.store.identity.password.PasswordSettings;
import com.klaro.store.members.MembersSettings;
import com.klaro.store.secrets.SecretReference;
import com.klaro.store.secrets.SecretStore;
import com.klaro.store.telemetry.Tracing;
import com.klaro.store.temporal.StoredCodecKeys;
import com.klaro.store.temporal.TemporalSettings;
import com.klaro.workflows.identity.PasswordResetId;
import com.klaro.workflows.identity.SignupId;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The whole API on free ports, over a database of its own. Temporal is nowhere: what is meant for
/// it stays in the outbox.
public final class RunningApi implements AutoCloseable {

  public static final String ISSUER = "klaro";
  public static final String AUDIENCE = "klaro-api";
  public static final String UI = "http://localhost:8233";
  public static final String UI_BY_NUMBER = "http://127.0.0.1:8233";
  public static final Duration LINK_LIFE = Duration.ofHours(24);
  public static final Duration RESET_LIFE = IdentitySettings.defaults().resetLink();

  /// What a front end shares with it, newest first; the older one has no secret unless a test gives
  /// it one.
  public static final String FRONT_END = "nextauth/web";

  public static final String OLD_FRONT_END = "nextauth/older";
  public static final Duration OLD_FRONT_END_LIFE = Duration.ofDays(3);

  public static final String ORIGIN = "https://app.example.com";
  public static final PasskeySettings PASSKEYS =
      new PasskeySettings("example.com", List.of(ORIGIN));

  /// Nothing listens on port 1, so a start fails at once and not after a wait.
  private static final TemporalSettings NOWHERE = TemporalSettings.local().at("127.0.0.1:1");

  /// Shared machines answer late; a test of behaviour is no test of speed.
  private static final DatabaseSettings PATIENT =
      new DatabaseSettings(8, Duration.ofSeconds(30), Duration.ofSeconds(30));

  private static final URI NEVER_ASKED = URI.create("http://127.0.0.1:1");

  /// All of a test comes from one address. OWASP's least: tests sign in often.
  public static final HashingSettings HASHING = new HashingSettings(19_456, 2, 1, 0, 64);

  private static final LimitSettings UNLIMITED = new LimitSettings(100_000);

  private final MutableClock clock = new MutableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  private final HttpClient client = Call.client();
  private final SecureRandom random = new SecureRandom();
  private final TestDatabase database;
  private final Store store;
  private final ApiServer server;
  private final People people;
  private final ListOfBreaches breached = new ListOfBreaches();
  private final AccessTokens tokens;
  final ApiSettings settings;

  private RunningApi(
      DatabaseSettings deadlines,
      HashingSettings hashing,
      boolean decodeWithoutToken,
      HttpSettings http,
      boolean httpsOnly,
      LimitSettings limits,
      BreachSettings.OnFailure onFailure,
      PasskeySettings passkeys,
      Duration secondFactorUndo) {
    database = TestDatabase.fresh(deadlines);
    people = new People(database, clock);
    var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    store =
        Store.open(
            new StoreSettings(
                "api",
                database.administrator(),
                deadlines,
                NOWHERE,
                database.master(),
                clock,
                Ids.timeOrdered(),
                random,
                meters,
                Tracing.off()));
    settings =
        new ApiSettings(
            http,
            new IdentitySettings(
                LINK_LIFE,
                LINK_LIFE.plusDays(7),
                RESET_LIFE,
                LINK_LIFE,
                secondFactorUndo,
                Duration.ofDays(1),
                Duration.ofDays(30),
                hashing,
                new PasswordSettings(
                    PasswordSettings.defaults().leastGuesses(),
                    new BreachSettings(NEVER_ASKED, Duration.ofSeconds(1), onFailure)),
                SessionPolicy.defaults()),
            MembersSettings.defaults(),
            PageSettings.none(),
            passkeys,
            new TokenSettings(ISSUER, AUDIENCE),
            new NextAuthSettings(
                List.of(new SecretReference(FRONT_END), new SecretReference(OLD_FRONT_END)),
                Duration.ofHours(24),
                clock.instant().plus(OLD_FRONT_END_LIFE)),
            limits,
            new OperationsSettings(List.of(UI, UI_BY_NUMBER), decodeWithoutToken),
            httpsOnly);
    store
        .secrets()
        .add(FRONT_END, FrontEnd.SECRET.getBytes(StandardCharsets.UTF_8), clock.instant());
    server = ApiServer.start(settings, breached, store, meters);
    // Made in the background otherwise, and so in the middle of a test that counts rows.
    SecretStore.Version _ = store.secrets().ensure(StoredCodecKeys.SECRET, random);
    tokens =
        new AccessTokens(
            AccessTokenKeys.from(store.secrets(), random),
            clock,
            Ids.timeOrdered(),
            new TokenSettings(ISSUER, AUDIENCE));
  }

  private RunningApi(
      DatabaseSettings deadlines,
      HashingSettings hashing,
      boolean decodeWithoutToken,
      HttpSettings http,
      boolean httpsOnly,
      LimitSettings limits) {
    this(
        deadlines,
        hashing,
        decodeWithoutToken,
        http,
        httpsOnly,
        limits,
        BreachSettings.OnFailure.OPEN,
        PASSKEYS,
        Duration.ZERO);
  }

  public static RunningApi start() {
    return new RunningApi(PATIENT, HASHING, false, http(List.of(), null), false, UNLIMITED);
  }

  /// With the deadlines that are shipped, for tests in which the database is away.
  public static RunningApi impatient() {
    return new RunningApi(
        DatabaseSettings.defaults(), HASHING, false, http(List.of(), null), false, UNLIMITED);
  }

  /// As production does: what came in clear is refused.
  public static RunningApi httpsOnly(List<String> trustedProxies, @Nullable TlsSettings tls) {
    return new RunningApi(PATIENT, HASHING, false, http(trustedProxies, tls), true, UNLIMITED);
  }

  private static HttpSettings http(List<String> trustedProxies, @Nullable TlsSettings tls) {
    return new HttpSettings(
        "127.0.0.1", 0, "127.0.0.1", 0, trustedProxies, OverloadSettings.defaults(), tls);
  }

  /// With the admin port at another address than the rest.
  public static RunningApi withAdminAt(String address) {
    return withAdminAt(address, false);
  }

  private static RunningApi withAdminAt(String address, boolean decodeWithoutToken) {
    var http =
        new HttpSettings("127.0.0.1", 0, address, 0, List.of(), OverloadSettings.defaults(), null);
    return new RunningApi(PATIENT, HASHING, decodeWithoutToken, http, false, UNLIMITED);
  }

  /// As production does: each client has the product's own quota.
  public static RunningApi limited() {
    return limitedTo(1);
  }

  /// Behind a proxy, so that a test can come from many addresses.
  ///
  /// @param multiplier of the product's limits
  public static RunningApi limitedTo(double multiplier) {
    return new RunningApi(
        PATIENT,
        HASHING,
        false,
        http(List.of("127.0.0.1"), null),
        false,
        new LimitSettings(multiplier));
  }

  /// As development does on loopback.
  public static RunningApi decodingWithoutToken(String adminAddress) {
    return withAdminAt(adminAddress, true);
  }

  /// Takes no new password while nobody says whether it was published.
  public static RunningApi closedToUnknownPasswords() {
    return identified(BreachSettings.OnFailure.CLOSED, PASSKEYS, Duration.ZERO);
  }

  /// As it is shipped: no domain is known.
  public static RunningApi withoutPasskeys() {
    return identified(BreachSettings.OnFailure.OPEN, PasskeySettings.none(), Duration.ZERO);
  }

  /// A new password by a mailed link takes a second factor along that is younger than this.
  public static RunningApi withSecondFactorUndo(Duration undo) {
    return identified(BreachSettings.OnFailure.OPEN, PASSKEYS, undo);
  }

  private static RunningApi identified(
      BreachSettings.OnFailure onFailure, PasskeySettings passkeys, Duration secondFactorUndo) {
    return new RunningApi(
        PATIENT,
        HASHING,
        false,
        http(List.of(), null),
        false,
        UNLIMITED,
        onFailure,
        passkeys,
        secondFactorUndo);
  }

  /// Who knows which passwords were published.
  public ListOfBreaches breached() {
    return breached;
  }

  /// Behind a proxy, so that a test can come from many addresses.
  public static RunningApi hashingWith(HashingSettings hashing) {
    return new RunningApi(
        PATIENT, hashing, false, http(List.of("127.0.0.1"), null), false, UNLIMITED);
  }

  public Call call(String method, String path) {
    return Call.over(client, server.port(), method, path);
  }

  public Call admin(String method, String path) {
    return Call.over(client, server.adminPort(), method, path);
  }

  public Answer post(String path, String json) {
    return call("POST", path).json(json).send();
  }

  public ApiServer server() {
    return server;
  }

  /// What the running API does each minute.
  public void takeUpKeys() {
    server.takeUpKeys();
  }

  public Store store() {
    return store;
  }

  public MutableClock clock() {
    return clock;
  }

  /// Makes people past the HTTP door, where how they came to be does not matter.
  public People people() {
    return people;
  }

  /// Of the superuser, who sees all rows.
  public Handle superuser() {
    return database.superuser();
  }

  public String token(People.Person person) {
    return tokens.issue(person.accountId(), person.actor().sessionId());
  }

  /// Asks for a sign-up.
  ///
  /// @return the request's id, which no answer shows
  public SignupId signup(String email) {
    asked(
        "/v1/signups",
        "{\"email\":\"%s\",\"workspaceName\":\"Shop of %s\",\"country\":\"IN\"}"
            .formatted(email, email));
    return new SignupId(newest("signups"));
  }

  private void asked(String path, String json) {
    Answer answer = post(path, json);
    if (answer.status() != 202) {
      throw new AssertionError(answer.bytes());
    }
  }

  private UUID newest(String table) {
    try (Handle handle = superuser()) {
      return handle
          .select("SELECT id FROM " + table + " ORDER BY id DESC LIMIT 1")
          .mapTo(UUID.class)
          .one();
    }
  }

  /// What the activity would mail now.
  public SignupMailDue mailDue(SignupId id) {
    return new SignupWriter(store.database(), database.master(), random, clock)
        .prepareMail(id, LINK_LIFE);
  }

  /// The token of a link that would be mailed now.
  public String mailedToken(SignupId id) {
    return mailDue(id) instanceof SignupMailDue.Link link ? link.token().text() : "";
  }

  public Answer complete(String token, String fullName, String password) {
    return post(
        "/v1/signups/complete",
        "{\"token\":\"%s\",\"fullName\":\"%s\",\"password\":\"%s\"}"
            .formatted(token, fullName, password));
  }

  /// Asks for a new password.
  ///
  /// @return what the activity would mail now
  public ResetMailDue resetMail(String email) {
    asked("/v1/password-resets", "{\"email\":\"%s\"}".formatted(email));
    return new PasswordResetWriter(store.database(), database.master(), random, clock)
        .prepareMail(new PasswordResetId(newest("password_resets")), RESET_LIFE);
  }

  /// The token of a link that would be mailed now; empty when none would be.
  public String resetToken(String email) {
    return resetMail(email) instanceof ResetMailDue.Link link ? link.token().text() : "";
  }

  /// The session of someone new, by way of the API alone.
  public Answer newcomer(String email, String password) {
    return complete(mailedToken(signup(email)), "New Comer", password);
  }

  @Override
  public void close() {
    // Whoever is connected and asks nothing more is waited for.
    client.shutdownNow();
    server.close();
    store.close();
    database.close();
  }
}
