package com.klaro.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.klaro.sandbox.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a provider knows, an object in its own JSON to a file, by its `id`. An object is on the
/// disk when `put` returns, the old one or the new one and never half of it: whoever kills the
/// sandbox loses nothing that somebody was told.
public final class ObjectStore {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");
  private static final String ENDING = ".json";

  private final Path folder;
  private final Map<String, ObjectNode> objects = new TreeMap<>();

  private ObjectStore(Path folder) {
    this.folder = folder;
  }

  /// @param folder of nobody else
  public static ObjectStore open(Path folder) {
    ObjectStore store = new ObjectStore(folder);
    try {
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(it -> it.toString().endsWith(ENDING)).toList()) {
          JsonNode object = Json.parse(Files.readString(file));
          store.objects.put(object.path("id").asText(), (ObjectNode) object);
        }
      }
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public synchronized void put(ObjectNode object) {
    String id = object.path("id").asText();
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("an id must be letters, digits, _ and -");
    }
    try {
      write(folder.resolve(id + ENDING), object.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    objects.put(id, object.deepCopy());
  }

  public synchronized Optional<ObjectNode> get(String id) {
    return Optional.ofNullable(objects.get(id)).map(ObjectNode::deepCopy);
  }

  /// In the order of their ids.
  public synchronized List<JsonNode> all() {
    return objects.values().stream().<JsonNode>map(ObjectNode::deepCopy).toList();
  }

  private static void write(Path file, String text) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            aside,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        int _ = channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
