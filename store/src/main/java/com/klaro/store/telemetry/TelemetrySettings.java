package com.klaro.store.telemetry;

import com.klaro.store.network.ThisMachine;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Section `telemetry` of the configuration.
///
/// @param otlpEndpoint base address of a collector that takes OTLP over HTTP, such as
///   `http://127.0.0.1:4318`; absent or empty: no traces, and nothing of them is loaded
/// @param allowPlain lets traces leave this machine without TLS, for a collector on a private
///   network
/// @param sampledShare of the traces, from 0 to 1; decided by the trace id and a key, so all
///   programs agree and no caller decides
public record TelemetrySettings(
    @Nullable URI otlpEndpoint, boolean allowPlain, @Nullable Double sampledShare) {

  public TelemetrySettings {
    if (otlpEndpoint != null && otlpEndpoint.toString().isEmpty()) {
      otlpEndpoint = null;
    }
    if (otlpEndpoint != null) {
      String scheme = Objects.requireNonNullElse(otlpEndpoint.getScheme(), "");
      String host = Objects.requireNonNullElse(otlpEndpoint.getHost(), "");
      boolean plain = scheme.equals("http") && (allowPlain || ThisMachine.is(host));
      if (host.isEmpty() || !(scheme.equals("https") || plain)) {
        throw new IllegalArgumentException(
            "telemetry.otlpEndpoint must be an https address, or http on this machine or with"
                + " allowPlain");
      }
      if (otlpEndpoint.getRawUserInfo() != null
          || otlpEndpoint.getRawQuery() != null
          || otlpEndpoint.getRawFragment() != null) {
        throw new IllegalArgumentException(
            "telemetry.otlpEndpoint must be an address only, without user, password or query");
      }
    }
    if (sampledShare != null && !(sampledShare >= 0 && sampledShare <= 1)) {
      throw new IllegalArgumentException("telemetry.sampledShare must be from 0 to 1");
    }
  }

  public static TelemetrySettings off() {
    return new TelemetrySettings(null, false, null);
  }
}
