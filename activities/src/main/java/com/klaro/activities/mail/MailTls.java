package com.klaro.activities.mail;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How the way to the mail server is protected (HOST-3). There is no "if the server offers it":
/// whoever sits between could take the offer away.
public enum MailTls {
  /// Plain, for a server on this machine.
  @JsonProperty("none")
  NONE,
  @JsonProperty("starttls-required")
  STARTTLS_REQUIRED,
  /// TLS from the first byte, usually port 465.
  @JsonProperty("implicit")
  IMPLICIT
}
