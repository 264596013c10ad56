package com.klaro.api.identity;

import com.klaro.api.web.json.Described;

/// The one answer to whoever typed an address, known or not.
public record Accepted(
    @Described(oneOf = Accepted.STATUS, example = Accepted.STATUS) String status) {

  static final String STATUS = "check-your-email";

  static Accepted answer() {
    return new Accepted(STATUS);
  }
}
