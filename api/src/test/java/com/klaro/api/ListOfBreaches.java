package com.klaro.api;

import com.klaro.store.identity.password.BreachedPasswords;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Published passwords, as a test says.
public final class ListOfBreaches implements BreachedPasswords {

  private final Set<String> published = ConcurrentHashMap.newKeySet();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean away;

  public void publish(String password) {
    published.add(BreachedPasswords.sha1(password));
  }

  public void forget(String password) {
    published.remove(BreachedPasswords.sha1(password));
  }

  /// Nobody answers from now on, or somebody does again.
  public void away(boolean now) {
    away = now;
  }

  public int asked() {
    return asked.get();
  }

  @Override
  public Answer find(String sha1) {
    asked.incrementAndGet();
    if (away) {
      return new Answer.Unknown();
    }
    return published.contains(sha1) ? new Answer.Found() : new Answer.NotFound();
  }
}
