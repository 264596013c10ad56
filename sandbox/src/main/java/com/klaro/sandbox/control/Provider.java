package com.klaro.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.klaro.sandbox.http.Handler;
import java.util.List;

/// One pretended provider. Its paths begin below `/name`; faults and the log of calls are kept
/// around it.
public interface Provider extends Handler {
  /// In lower case, as in the path it is mounted at.
  String name();

  /// What it knows, in its own JSON.
  List<JsonNode> objects();

  /// What it told or will tell, oldest first, in its own JSON.
  List<JsonNode> events();
}
