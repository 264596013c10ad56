package com.klaro.activities.identity.breach;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/// A resolver that is not waited for longer than for all the rest: OkHttp ends a call that is late,
/// but asks for names on the caller's thread, where nothing can interrupt the system.
final class PunctualDns implements Dns {

  private final Dns names;
  private final Duration longest;

  PunctualDns(Dns names, Duration longest) {
    this.names = names;
    this.longest = longest;
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    var asked = new FutureTask<>(() -> names.lookup(host));
    // Not a virtual one: the system's resolver would keep the thread that carries it.
    Thread.ofPlatform().daemon().name("breach-dns").start(asked);
    try {
      return asked.get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException failure) {
      throw unknown(host, failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw unknown(host, stopped);
    }
  }

  private static UnknownHostException unknown(String host, Exception why) {
    var unknown = new UnknownHostException(host);
    unknown.initCause(why);
    return unknown;
  }
}
