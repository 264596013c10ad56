package com.klaro.app.rooms;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The texts that a class file holds, which ArchUnit does not show.
final class Constants {

  private static final Pattern SQL =
      Pattern.compile(
          "(?is)\\s*(select\\s.+\\sfrom\\s.*|insert\\s+into\\s.*|update\\s+\\w+\\s+set\\s.*|delete\\s+from\\s.*"
              + "|with\\s+\\w+\\s+as\\s.*|(create|alter|drop)\\s+(table|role|function|index|schema)\\s.*)");

  private Constants() {}

  static List<String> textsOf(JavaClass type) {
    List<String> texts = new ArrayList<>();
    try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      for (var entry : ClassFile.of().parse(in.readAllBytes()).constantPool()) {
        if (entry instanceof StringEntry text) {
          texts.add(text.stringValue());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  static boolean isSql(String text) {
    return SQL.matcher(text).matches();
  }
}
