package com.klaro.worker;

import com.klaro.activities.mail.MailSettings;
import com.klaro.activities.mail.MailTls;
import com.klaro.store.secrets.NamedSecret;
import com.klaro.store.secrets.SecretReference;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Section `mail` as it stands in the file: the password is a reference, which becomes a value only
/// here.
public record MailSection(
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

  private static final NamedSecret UNDER_MAIL = password("mail/");

  /// What `password` may refer to: a name under `mail/`, or the one that stands there.
  public List<NamedSecret> secrets() {
    return password == null || UNDER_MAIL.covers(password.name())
        ? List.of(UNDER_MAIL)
        : List.of(UNDER_MAIL, password(password.name()));
  }

  private static NamedSecret password(String name) {
    return NamedSecret.given(
        name, "signs in at the mail server, read when a worker starts", "the mail server");
  }

  /// @param resolve from reference to value
  public MailSettings settings(Function<SecretReference, String> resolve) {
    return new MailSettings(
        host,
        port,
        tls,
        allowPlain,
        user,
        password == null ? null : resolve.apply(password),
        from,
        fromName,
        helo,
        connectTimeout,
        readTimeout,
        writeTimeout);
  }
}
