package com.klaro.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.klaro.sandbox.http.Handler;
import java.util.List;

/// One pretended provider. Its paths begin below `/name`; faults and the log of calls are kept
/// around it.
public interface Provider extends Handler {
  /// In lower case, as in the path it is mounted at.
  String name();

  /// What it knows, in its own JSON.
  List<JsonNode> objects();

  /// What a person would click, or the provider would do by itself. It is on the disk when this
  /// returns.
  ///
  /// @return the object afterwards, in its own JSON
  /// @throws com.klaro.sandbox.http.Refused 400 for what it never does, 409 for what is not
  ///   possible now
  ObjectNode act(String object, String action);

  /// What it told or will tell, oldest first, in its own JSON.
  List<JsonNode> events();
}
