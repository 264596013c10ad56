package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs beside each other, and after each other.
class SideBySideTest {
  @TempDir private Path folder;

  @Test
  void eachHasItsOwnDataAndNobodyElseGetsIt() {
    KlaroHome one = KlaroHome.inMemory(folder.resolve("one"));
    KlaroHome two = KlaroHome.inMemory(folder.resolve("two"));
    try (RunningKlaro first = one.start();
        RunningKlaro second = two.start()) {
      new Customer("asha@example.com").becomesACustomer(first);
      assertThat(second.database().count("accounts")).isZero();
      assertThat(new Customer("asha@example.com").mails(second)).isEmpty();

      KlaroHome.Ended intruder = one.at(two.offset() + 300).refused();
      assertThat(intruder.code()).as(intruder.err()).isEqualTo(1);
      assertThat(intruder.err()).startsWith("klaro: ").hasLineCount(1);
      KlaroHome.Ended emptier = one.at(two.offset() + 300).refused("--fresh");
      assertThat(emptier.code()).as(emptier.err()).isEqualTo(1);
      assertThat(List.of(intruder.err(), emptier.err()))
          .allSatisfy(said ->
              assertThat(said)
                  .contains(one.path() + ", is in use", "(process " + first.pid() + ")")
                  .hasLineCount(1));
      KlaroHome.Ended samePorts = two.at(one.offset()).refused();
      assertThat(samePorts.code()).as(samePorts.err()).isEqualTo(1);
      assertThat(samePorts.err()).startsWith("klaro: ").hasLineCount(1);

      assertThat(one.path().resolve("run.json"))
          .as("an intruder takes nothing away")
          .isRegularFile();
      new Customer("asha@example.com").signsIn(first).expect(200);
      assertThat(first.stop()).isZero();
      assertThat(one.path().resolve("run.json")).doesNotExist();
    }
  }

  @Test
  void dataIsKeptUntilFresh() {
    KlaroHome home = KlaroHome.inMemory(folder);
    var customer = new Customer("asha@example.com");
    try (RunningKlaro first = home.start()) {
      customer.becomesACustomer(first);
      assertThat(first.stop()).isZero();
    }
    try (RunningKlaro kept = home.start()) {
      customer.signsIn(kept).expect(200);
      assertThat(customer.mails(kept)).hasSize(1);
    }
    try (RunningKlaro fresh = home.start("--fresh")) {
      customer.signsIn(fresh).expect(401);
      assertThat(fresh.database().count("accounts")).isZero();
      assertThat(customer.mails(fresh)).isEmpty();
    }
  }
}
