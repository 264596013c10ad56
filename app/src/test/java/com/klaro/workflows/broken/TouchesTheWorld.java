package com.klaro.workflows.broken;

import java.io.InputStream;
import java.lang.foreign.Arena;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;

public final class TouchesTheWorld {

  private TouchesTheWorld() {}

  static Class<?> disk() {
    return InputStream.class;
  }

  static Class<?> files() {
    return Path.class;
  }

  static Class<?> network() {
    return Socket.class;
  }

  static Class<?> database() {
    return Connection.class;
  }

  static Class<?> memory() {
    return Arena.class;
  }
}
