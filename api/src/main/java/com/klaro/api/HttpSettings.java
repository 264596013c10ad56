package com.klaro.api;

import com.klaro.api.web.OverloadSettings;
import java.util.List;

/// Section `http`: where the API listens, and for whom.
///
/// @param bind address of both listeners; loopback unless told otherwise
/// @param adminPort health, metrics and the decode endpoint; never public
/// @param trustedProxies ranges whose `X-Forwarded-For` counts
public record HttpSettings(
    String bind, int port, int adminPort, List<String> trustedProxies, OverloadSettings overload) {}
