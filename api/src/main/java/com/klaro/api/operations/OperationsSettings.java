package com.klaro.api.operations;

import java.util.List;

/// Section `operations`.
///
/// @param uiOrigins origins of Temporal's web pages, exactly as browsers send them
/// @param decodeWithoutToken lets any local page of those origins decode; for development on
///   loopback only
public record OperationsSettings(List<String> uiOrigins, boolean decodeWithoutToken) {

  public OperationsSettings {
    uiOrigins = List.copyOf(uiOrigins);
  }
}
