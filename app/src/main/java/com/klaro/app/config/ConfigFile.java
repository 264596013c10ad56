package com.klaro.app.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.store.secrets.SecretReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The settings of one run: `config.yml` with layers over it. A layer replaces single values and
/// whole lists; it cannot bring a section that `config.yml` does not have, so a misspelt one is
/// told at once and not silently ignored.
public final class ConfigFile {

  private final ObjectNode tree;
  private final List<Layer> layers;

  private ConfigFile(ObjectNode tree, List<Layer> layers) {
    this.tree = tree;
    this.layers = layers;
  }

  /// The file beside the launcher: in a checkout the checkout's, in a distribution the one that
  /// came with it.
  public static ConfigFile beside(Path root) {
    Layer base = Layer.read(root.resolve("config.yml"));
    return new ConfigFile(base.tree().deepCopy(), List.of(base));
  }

  /// @throws CommandFailed naming file and key when the file has a section or a shape that
  ///   `config.yml` has not
  public ConfigFile overlaid(Path file) {
    return overlaid(Layer.read(file));
  }

  /// One value that the command itself decides, such as a port.
  ///
  /// @param path as in `http.port`
  public ConfigFile with(String path, Object value) {
    return overlaid(Layer.of(path, value));
  }

  private ConfigFile overlaid(Layer layer) {
    layer
        .tree()
        .fieldNames()
        .forEachRemaining(section -> {
          if (!tree.has(section)) {
            throw CommandFailed.wrongUse(
                layer.source() + ": there is no section " + section + "; known are " + sections());
          }
        });
    var merged = tree.deepCopy();
    Merge.into(merged, layer);
    var all = new ArrayList<>(layers);
    all.add(layer);
    return new ConfigFile(merged, List.copyOf(all));
  }

  public ObjectNode tree() {
    return tree.deepCopy();
  }

  /// One section as a value.
  ///
  /// @throws CommandFailed naming file and key, never the value, which may be a secret
  public <T> T section(String name, Class<T> type) {
    return read(tree.path(name), name, type);
  }

  /// One key of a section whose other keys this program does not know.
  ///
  /// @param path as in `links.base`
  /// @throws CommandFailed as `section`
  public <T> T value(String path, Class<T> type) {
    return read(tree.at("/" + path.replace('.', '/')), path, type);
  }

  /// Every `secret://NAME` in any section, by its key.
  public Map<String, SecretReference> references() {
    var found = new TreeMap<String, SecretReference>();
    collect(tree, "", found);
    return found;
  }

  private SecretReference reference(String key, String text) {
    try {
      return SecretReference.of(text);
    } catch (IllegalArgumentException malformed) {
      throw CommandFailed.wrongUse(sourceOf(key) + ": " + key + ": " + malformed.getMessage());
    }
  }

  private void collect(JsonNode at, String key, Map<String, SecretReference> found) {
    if (at.isTextual() && SecretReference.isOne(at.textValue())) {
      found.put(key.substring(1), reference(key.substring(1), at.textValue()));
    }
    at.properties().forEach(entry -> collect(entry.getValue(), key + "." + entry.getKey(), found));
    for (int i = 0; at.isArray() && i < at.size(); i++) {
      collect(at.get(i), key + "." + i, found);
    }
  }

  private <T> T read(JsonNode at, String path, Class<T> type) {
    if (at.isNull()) {
      throw CommandFailed.wrongUse(sourceOf(path) + ": " + path + ": a value is expected here");
    }
    try {
      return Layer.YAML.treeToValue(at, type);
    } catch (JsonMappingException wrong) {
      String key = path + KeyPath.of(wrong);
      throw new CommandFailed(
          ExitCode.WRONG_USE, sourceOf(key) + ": " + KeyPath.withKey(key, wrong), wrong);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// The uppermost layer that says something about the key, or about what it is a part of.
  private String sourceOf(String key) {
    for (String path = key;
        !path.isEmpty();
        path = path.substring(0, Math.max(0, path.lastIndexOf('.')))) {
      for (Layer layer : layers.reversed()) {
        if (layer.has(path)) {
          return layer.source();
        }
      }
    }
    return layers.getFirst().source();
  }

  private String sections() {
    var names = new ArrayList<String>();
    tree.fieldNames().forEachRemaining(names::add);
    return names.stream().sorted().collect(Collectors.joining(", "));
  }
}
