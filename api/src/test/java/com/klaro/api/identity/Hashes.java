package com.klaro.api.identity;

import com.klaro.api.RunningApi;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Counts what was hashed for passwords, as the API's own meter has it.
record Hashes(RunningApi api) {

  private static final Pattern COUNTED =
      Pattern.compile("(?m)^executor_seconds_count\\{name=\"hashing\".*} ([0-9.]+)$");

  long count() {
    Matcher found = COUNTED.matcher(api.admin("GET", "/metrics").send().body());
    if (!found.find()) {
      throw new AssertionError("The meter of hashes is gone");
    }
    return (long) Double.parseDouble(found.group(1));
  }

  long during(Runnable work) {
    long before = count();
    work.run();
    return count() - before;
  }
}
