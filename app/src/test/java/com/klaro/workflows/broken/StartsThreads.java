package com.klaro.workflows.broken;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

public final class StartsThreads {

  private StartsThreads() {}

  static Class<?> thread() {
    return Thread.class;
  }

  static Class<?> pool() {
    return ExecutorService.class;
  }

  static Class<?> lock() {
    return ReentrantLock.class;
  }

  static Class<?> dice() {
    return Random.class;
  }

  static Class<?> secureDice() {
    return SecureRandom.class;
  }

  static Class<?> generator() {
    return RandomGenerator.class;
  }

  static Class<?> clock() {
    return Clock.class;
  }

  static Class<?> source() {
    return InstantSource.class;
  }
}
