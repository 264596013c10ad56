package com.klaro.sandbox.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A name and an address, as a header gives them.
record MailAddress(String name, String address) {
  /// The addresses of a header. One that cannot be understood is shown as it is: a mailbox for
  /// tests must not hide it.
  static List<MailAddress> parse(String header) {
    if (header.isBlank()) {
      return List.of();
    }
    try {
      List<MailAddress> all = new ArrayList<>();
      for (InternetAddress one : InternetAddress.parseHeader(header, false)) {
        all.add(new MailAddress(text(one.getPersonal()), text(one.getAddress())));
      }
      return all;
    } catch (AddressException _) {
      return List.of(new MailAddress("", header.strip()));
    }
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  boolean contains(String lowerCaseText) {
    return name.toLowerCase(Locale.ROOT).contains(lowerCaseText)
        || address.toLowerCase(Locale.ROOT).contains(lowerCaseText);
  }
}
