package com.klaro.store.network;

/// Which names of hosts are this machine's own, so that what is said to them reaches no wire. By
/// their text alone: a name that is looked up is whatever somebody's server says it is.
public final class ThisMachine {

  private ThisMachine() {}

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
