package com.klaro.api.web.limit;

import java.net.InetAddress;
import java.util.List;

/// A range of addresses as in `10.0.0.0/8` or `fd00::/8`.
public record Cidr(InetAddress network, int prefix) {

  /// @throws IllegalArgumentException when it is not a literal address with a prefix: names are
  ///   never looked up
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
    int bits = network.getAddress().length * 8;
    int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException("Not a range of addresses: " + text);
    }
    return new Cidr(network, prefix);
  }

  public static boolean anyContains(List<Cidr> ranges, InetAddress address) {
    return ranges.stream().anyMatch(it -> it.contains(address));
  }

  boolean contains(InetAddress address) {
    byte[] ours = network.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
