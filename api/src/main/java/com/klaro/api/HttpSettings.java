package com.klaro.api;

import com.klaro.api.tls.TlsSettings;
import com.klaro.api.web.OverloadSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Section `http`: where the API listens, and for whom.
///
/// @param bind address of both listeners; loopback unless told otherwise
/// @param adminPort health, metrics and the decode endpoint; never public
/// @param trustedProxies ranges whose `X-Forwarded-For` and `X-Forwarded-Proto` count
/// @param tls a connector of our own that speaks TLS; null where a proxy does it
public record HttpSettings(
    String bind,
    int port,
    int adminPort,
    List<String> trustedProxies,
    OverloadSettings overload,
    @Nullable TlsSettings tls) {}
