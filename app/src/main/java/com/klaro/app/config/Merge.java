package com.klaro.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.klaro.app.CommandFailed;
import java.util.Map;

/// Lays one tree over another: sections are joined key by key, everything else is replaced whole.
final class Merge {

  private Merge() {}

  static void into(ObjectNode below, Layer layer) {
    into(below, layer.tree(), "", layer.source());
  }

  private static void into(ObjectNode below, ObjectNode above, String path, String source) {
    for (Map.Entry<String, JsonNode> entry : above.properties()) {
      String key = path + entry.getKey();
      JsonNode old = below.get(entry.getKey());
      JsonNode fresh = entry.getValue();
      if (old instanceof ObjectNode section) {
        if (!(fresh instanceof ObjectNode subsection)) {
          throw CommandFailed.wrongUse(
              source + ": " + key + ": keys are expected under it, not a value");
        }
        into(section, subsection, key + ".", source);
      } else {
        below.set(entry.getKey(), fresh.deepCopy());
      }
    }
  }
}
