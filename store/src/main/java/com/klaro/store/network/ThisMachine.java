package com.klaro.store.network;

import java.net.InetAddress;

/// Which names of hosts are this machine's own, so that what is said to them reaches no wire. By
/// their text alone: a name that is looked up is whatever somebody's server says it is.
public final class ThisMachine {

  private ThisMachine() {}

  /// Whether a request came to loopback under a name that is not this machine's, as a page sends it
  /// that made its own name point here (DNS rebinding): to the browser we would be the page's own
  /// server. Over a network we have whatever name that has.
  ///
  /// @param at which of our addresses it came to
  /// @param host the name in the request
  public static boolean isUnderAForeignName(InetAddress at, String host) {
    return at.isLoopbackAddress() && !is(host);
  }

  /// @param host as in a URL or a setting: IPv6 with or without brackets
  public static boolean is(String host) {
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    return bare.equalsIgnoreCase("localhost")
        || bare.equals("::1")
        || bare.equals("0:0:0:0:0:0:0:1")
        || bare.matches("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
  }
}
