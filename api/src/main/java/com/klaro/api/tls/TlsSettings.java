package com.klaro.api.tls;

import java.nio.file.Path;

/// Part `tls` of section `http`: a second connector, beside the plain one, that speaks TLS 1.2 and
/// 1.3.
///
/// @param certificate PEM: ours first, then those that vouch for it
/// @param privateKey PEM, PKCS#8, not encrypted, closed to others
public record TlsSettings(int port, Path certificate, Path privateKey) {

  public TlsSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be from 0 to 65535");
    }
  }
}
