package com.klaro.api.web.paging;

import org.jspecify.annotations.Nullable;

/// What a client asks of a list.
///
/// @param limit items at most, 1 to 100
/// @param after the last id the client has seen; null at the start
public record PageRequest(int limit, @Nullable String after) {

  public static final int MAX = 100;
  static final int USUAL = 20;

  /// Rows to fetch: one more than asked, to know whether there is another page.
  public int fetch() {
    return limit + 1;
  }
}
