package com.klaro.activities.mail;

import com.klaro.store.identity.EmailAddress;
import com.klaro.store.network.ThisMachine;
import com.klaro.store.secrets.NamedSecret;
import com.klaro.store.secrets.SecretReference;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Section `mail` of the configuration.
///
/// @param allowPlain lets `tls: none` reach beyond this machine, for a relay on a private network;
///   never with a password
/// @param from address of the sender, also in the envelope; its domain ends our Message-IDs
/// @param helo what we call ourselves towards the server
public record MailSettings(
    String host,
    int port,
    MailTls tls,
    boolean allowPlain,
    @Nullable String user,
    @Nullable SecretReference password,
    String from,
    String fromName,
    @Nullable String helo,
    @Nullable Duration connectTimeout,
    @Nullable Duration readTimeout,
    @Nullable Duration writeTimeout) {

  /// What `password` may refer to.
  public static final NamedSecret SECRET =
      NamedSecret.given("mail/", "signs in at the mail server", "the mail server");

  public MailSettings {
    refuse(host.isBlank() || port < 1 || port > 65_535, "host and port must name a server");
    refuse((user == null) != (password == null), "user and password come together");
    if (password != null && !SECRET.covers(password.name())) {
      throw new IllegalArgumentException(
          "mail.password must be secret://mail/NAME, such as secret://mail/password");
    }
    boolean plain = tls == MailTls.NONE && !ThisMachine.is(host);
    refuse(
        plain && !allowPlain,
        "tls: none is for a server on this machine; use starttls-required or implicit");
    refuse(plain && password != null, "a password is not sent without TLS");
    refuse(
        !new EmailAddress(from).text().chars().allMatch(c -> c < 128),
        "from must be an ASCII address");
    fromName = OneLine.of(fromName);
    helo = helo == null ? from.substring(from.indexOf('@') + 1) : helo;
    refuse(!helo.matches("[A-Za-z0-9.-]+"), "helo must be a host name");
    connectTimeout = connectTimeout == null ? Duration.ofSeconds(5) : connectTimeout;
    readTimeout = readTimeout == null ? Duration.ofSeconds(10) : readTimeout;
    writeTimeout = writeTimeout == null ? Duration.ofSeconds(10) : writeTimeout;
    refuse(
        !connectTimeout.isPositive() || !readTimeout.isPositive() || !writeTimeout.isPositive(),
        "timeouts must be positive");
  }

  /// A server on this machine that takes anything, as the sandbox's does.
  public static MailSettings local(int port) {
    return new MailSettings(
        "127.0.0.1",
        port,
        MailTls.NONE,
        false,
        null,
        null,
        "hello@klaro.example",
        "Klaro",
        null,
        null,
        null,
        null);
  }

  String domain() {
    return from.substring(from.indexOf('@') + 1);
  }

  private static void refuse(boolean wrong, String reason) {
    if (wrong) {
      throw new IllegalArgumentException("mail: " + reason);
    }
  }
}
