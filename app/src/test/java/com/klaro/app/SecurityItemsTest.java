package com.klaro.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The table of items in docs/threat-model.md is whole, and what it names is there and says so.
class SecurityItemsTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| (S\\d-\\d+) \\|[^|]+\\|([^|]+)\\|$");
  private static final Pattern NAME = Pattern.compile("`([\\w.-]+)`");

  @Test
  void everyItemHasARow() throws IOException {
    List<String> items = new ArrayList<>(List.of("S1-2", "S9-9", "S9-10"));
    Map.of(2, 8, 3, 9, 6, 7, 7, 6)
        .forEach((area, last) ->
            IntStream.rangeClosed(1, last).forEach(item -> items.add("S" + area + "-" + item)));
    assertThat(rows().keySet()).containsExactlyInAnyOrderElementsOf(items);
  }

  @Test
  void whatARowNamesIsThereAndNamesTheItem() throws IOException {
    Map<String, Path> files = files();
    rows()
        .forEach((item, names) -> {
          assertThat(names).as(item).isNotEmpty();
          for (String name : names) {
            assertThat(files).as(item).containsKey(name);
            assertThat(files.get(name)).as(item).content().containsPattern("\\b" + item + "\\b");
          }
        });
  }

  private static Map<String, List<String>> rows() throws IOException {
    String text = Files.readString(Checkout.root().resolve("docs/threat-model.md"));
    var rows = new TreeMap<String, List<String>>();
    ROW.matcher(text)
        .results()
        .forEach(row ->
            assertThat(
                    rows.put(
                        row.group(1),
                        NAME.matcher(row.group(2)).results().map(it -> it.group(1)).toList()))
                .as(row.group(1))
                .isNull());
    return rows;
  }

  /// Tests of every module and of the browser, and benches.
  private static Map<String, Path> files() throws IOException {
    var files = new TreeMap<String, Path>();
    Path root = Checkout.root();
    try (Stream<Path> modules = Files.list(root)) {
      for (Path module : modules.toList()) {
        for (String half : List.of("src/test/java", "src/main/java/com/klaro/app/bench")) {
          add(files, module.resolve(half), ".java");
        }
      }
    }
    add(files, root.resolve("browser"), ".test.js");
    return files;
  }

  private static void add(Map<String, Path> files, Path folder, String end) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    int depth = end.equals(".java") ? Integer.MAX_VALUE : 1;
    try (Stream<Path> all = Files.walk(folder, depth)) {
      all.filter(file -> file.toString().endsWith(end))
          .forEach(file -> files.put(name(file).replaceFirst("\\.java$", ""), file));
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
