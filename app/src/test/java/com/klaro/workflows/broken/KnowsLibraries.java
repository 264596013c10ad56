package com.klaro.workflows.broken;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.slf4j.Logger;

public final class KnowsLibraries {

  private KnowsLibraries() {}

  static Class<?> log() {
    return Logger.class;
  }

  static Class<?> json() {
    return ObjectMapper.class;
  }
}
