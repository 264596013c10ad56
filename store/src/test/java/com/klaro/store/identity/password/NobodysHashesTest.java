package com.klaro.store.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.identity.password.NobodysHashes.Parameters;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NobodysHashesTest {

  private static final Parameters TODAY = new Parameters(19_456, 2, 1);
  private static final String TODAYS = "m=19456,t=2,p=1";
  private static final String OLD = "m=7168,t=5,p=1";
  private static final String OLDER = "m=12288,t=3,p=1";

  private final NobodysHashes nobody =
      new NobodysHashes(
          TODAY, it -> "m=%d,t=%d,p=%d".formatted(it.memory(), it.iterations(), it.parallelism()));
  private final List<byte[]> addresses = addresses();

  @Test
  void whereNobodyHasAnAccountAllAreAsToday() {
    assertThat(addresses).allSatisfy(it -> assertThat(nobody.of(it)).isEqualTo(TODAYS));
    nobody.imitate(Map.of("", 3L, "m=7,t=1,p=1", 3L, "m=7168,t=0,p=1", 3L));
    assertThat(addresses).allSatisfy(it -> assertThat(nobody.of(it)).isEqualTo(TODAYS));
  }

  @Test
  void unknownAddressesAreAsOldAsAccountsAreAndStaySo() {
    nobody.imitate(Map.of(TODAYS, 500L, OLD, 300L, OLDER, 200L, "", 4000L));
    assertThat(share(TODAYS)).isBetween(0.47, 0.53);
    assertThat(share(OLD)).isBetween(0.27, 0.33);
    assertThat(share(OLDER)).isBetween(0.17, 0.23);
    List<String> before = addresses.stream().map(nobody::of).toList();
    assertThat(addresses.stream().map(nobody::of)).isEqualTo(before);
  }

  @Test
  void asOwnersSignInUnknownAddressesMoveTooAndNoneMovesBack() {
    Set<Integer> moved = new HashSet<>();
    for (long signedIn = 0; signedIn <= 1000; signedIn += 100) {
      nobody.imitate(Map.of(TODAYS, signedIn, OLD, 1000 - signedIn));
      Set<Integer> now = new HashSet<>();
      IntStream.range(0, addresses.size())
          .filter(it -> nobody.of(addresses.get(it)).equals(TODAYS))
          .forEach(now::add);
      assertThat(now).containsAll(moved).hasSizeGreaterThanOrEqualTo(moved.size());
      moved = now;
    }
    assertThat(moved).hasSize(addresses.size());
  }

  private double share(String parameters) {
    return addresses.stream().filter(it -> nobody.of(it).equals(parameters)).count()
        / (double) addresses.size();
  }

  private static List<byte[]> addresses() {
    var chance = new Random(7);
    return IntStream.range(0, 5000)
        .mapToObj(_ -> {
          byte[] index = new byte[32];
          chance.nextBytes(index);
          return index;
        })
        .toList();
  }
}
