package com.klaro.store.identity.password;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an unknown address is compared with. An account keeps its parameters until its owner signs
/// in, so if unknown addresses always had today's, older ones would tell who has an account.
/// Therefore each has some that accounts have, as often as accounts have them, and the same
/// whenever it is asked about.
final class NobodysHashes {

  private static final Pattern PARAMETERS =
      Pattern.compile("m=([0-9]{1,9}),t=([0-9]{1,9}),p=([0-9]{1,9})");

  private final Parameters today;
  private final Function<Parameters, String> maker;
  private final Map<Parameters, String> made = new ConcurrentHashMap<>();
  private volatile List<Share> shares = List.of();

  record Parameters(int memory, int iterations, int parallelism) {

    /// What Argon2 takes: a row that somebody made otherwise must not keep the API from starting.
    private boolean fit() {
      return parallelism > 0 && iterations > 0 && memory >= 8L * parallelism;
    }
  }

  /// @param end where it ends and the next one begins, of 1
  private record Share(double end, String phc) {}

  NobodysHashes(Parameters today, Function<Parameters, String> maker) {
    this.today = today;
    this.maker = maker;
    String _ = made(today);
  }

  private String made(Parameters parameters) {
    return made.computeIfAbsent(parameters, maker);
  }

  /// @param accounts how many there are, by the parameters of their hashes
  void imitate(Map<String, Long> accounts) {
    // Today's first: where its share grows, addresses move to it, as owners do who sign in.
    var counts =
        new TreeMap<Parameters, Long>(
            Comparator.comparing((Parameters it) -> !it.equals(today))
                .thenComparing(Parameters::toString));
    accounts.forEach((text, count) -> {
      Matcher parts = PARAMETERS.matcher(text);
      if (parts.matches()) {
        var parameters =
            new Parameters(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)));
        if (parameters.fit()) {
          counts.put(parameters, count);
        }
      }
    });
    double all = counts.values().stream().mapToLong(Long::longValue).sum();
    var fresh = new ArrayList<Share>();
    long before = 0;
    for (var each : counts.entrySet()) {
      before += each.getValue();
      fresh.add(new Share(before / all, made(each.getKey())));
    }
    shares = List.copyOf(fresh);
  }

  /// @param address its blind index, which no stranger knows, and of which each bit is chance
  String of(byte[] address) {
    double at = Integer.toUnsignedLong(ByteBuffer.wrap(address).getInt()) / 0x1p32;
    return shares.stream()
        .filter(share -> at < share.end())
        .findFirst()
        .map(Share::phc)
        .orElseGet(this::today);
  }

  String today() {
    return made(today);
  }
}
