package com.klaro.worker;

import com.klaro.activities.mail.MailSettings;
import com.klaro.activities.mail.MailTls;
import com.klaro.store.secrets.SecretReference;
import java.time.Duration;
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
