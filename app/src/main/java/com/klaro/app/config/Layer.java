package com.klaro.app.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// One source of settings: a file, or a value set by a command.
record Layer(String source, ObjectNode tree) {

  /// For a few small files, read once: with no module that makes code for what is read often, nor a
  /// look for those that are there.
  static final ObjectMapper YAML =
      JsonMapper.builder(new YAMLFactory())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .addModule(new JavaTimeModule())
          .build();

  static Layer read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw CommandFailed.wrongUse(file + ": there is no such file");
    }
    try (JsonParser parser = YAML.createParser(Files.readAllBytes(file))) {
      JsonNode tree = YAML.readTree(parser);
      // A file of comments only is an empty layer.
      if (tree == null || tree.isNull() || tree.isMissingNode()) {
        return new Layer(file.toString(), YAML.createObjectNode());
      }
      if (tree instanceof ObjectNode object) {
        return new Layer(file.toString(), object);
      }
      throw CommandFailed.wrongUse(file + ": sections are expected, as in config.yml");
    } catch (JsonProcessingException wrong) {
      throw new CommandFailed(
          ExitCode.WRONG_USE,
          file + ":" + wrong.getLocation().getLineNr() + ": not YAML that can be read",
          wrong);
    } catch (IOException unreadable) {
      throw new CommandFailed(ExitCode.WRONG_USE, file + ": cannot be read", unreadable);
    }
  }

  static Layer of(String path, Object value) {
    ObjectNode tree = YAML.createObjectNode();
    ObjectNode at = tree;
    String[] names = path.split("\\.");
    for (int i = 0; i < names.length - 1; i++) {
      at = at.putObject(names[i]);
    }
    at.set(names[names.length - 1], YAML.valueToTree(value));
    return new Layer("this command", tree);
  }

  boolean has(String path) {
    JsonNode at = tree;
    for (String name : path.split("\\.")) {
      at = at.path(name);
    }
    return !at.isMissingNode();
  }
}
