package com.klaro.store.tenancy;

import com.klaro.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What the classes of the store say of themselves, so that nobody has to remember to list it.
final class Inventory {

  /// Where javac leaves a place for what is known only when the statement is said.
  private static final String LATER = "\1";

  private final List<ClassModel> classes;

  Inventory() {
    try (Stream<Path> files =
        Files.walk(
            Path.of(
                URI.create(
                    Store.class.getProtectionDomain().getCodeSource().getLocation().toString())))) {
      classes =
          files.filter(file -> file.toString().endsWith(".class")).map(Inventory::parse).toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// Public methods that a scope opens, as class and method.
  List<String> doors() {
    return classes.stream()
        .map(model -> named(model.thisClass().asInternalName().replace('/', '.')))
        .filter(type -> Modifier.isPublic(type.getModifiers()))
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> List.of(method.getParameterTypes()).indexOf(WorkspaceScope.class) == 0)
        .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
        .distinct()
        .toList();
  }

  /// Statements that read or change rows of these tables, or have a predicate, each as a pattern of
  /// what is said in the end. Who only adds a row names its workspace.
  List<Pattern> statements(List<String> tables) {
    var touches = touching(tables);
    return classes.stream()
        .flatMap(model -> StreamSupport.stream(model.constantPool().spliterator(), false))
        .filter(StringEntry.class::isInstance)
        .map(entry -> ((StringEntry) entry).stringValue())
        .filter(text -> touches.matcher(text).find() || !Predicate.of(text).isEmpty())
        .map(text -> Pattern.compile(Pattern.quote(text).replace(LATER, "\\E\\w+\\Q")))
        .toList();
  }

  /// Whether rows of these tables are read or changed.
  static Pattern touching(List<String> tables) {
    return Pattern.compile("\\b(?:FROM|JOIN|UPDATE)\\s+(?:" + String.join("|", tables) + ")\\b");
  }

  private static ClassModel parse(Path file) {
    try {
      return ClassFile.of().parse(file);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
