package com.klaro.app.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.app.Checkout;
import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.Options;
import com.klaro.app.config.ConfigFile;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.store.identity.password.HashingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoiceTest {

  private static final long GIB = 1024 * 1024;
  private static final long HEAP = GIB / 2;

  /// About a tenth of a second for 144 MiB, once.
  private static final HashCost USUAL = it -> it.memory() * (double) it.iterations() / 1_475;

  @Test
  void memoryIsTakenAsFarAsTimeGoes() {
    HashingSettings chosen = chosen(new Machine(4, 16 * GIB, HEAP), 100);
    assertThat(chosen).isEqualTo(new HashingSettings(131_072, 1, 1, 4, 90));
  }

  @Test
  void whereMemoryEndsPassesGoOn() {
    // A quarter of it, for eight: 64 MiB each.
    HashingSettings chosen = chosen(new Machine(8, 2 * GIB, HEAP), 150);
    assertThat(chosen.memory()).isEqualTo(65_536);
    assertThat(chosen.iterations()).isEqualTo(3);
  }

  @Test
  void theHeapComesFirst() {
    var machine = new Machine(4, GIB, HEAP + 200 * 1024);
    assertThat(machine.forHashes()).isEqualTo(GIB / 2 - 456 * 1024);
    assertThat(chosen(machine, 100).memory()).isEqualTo(12_288);
  }

  @Test
  void moreCoresThanMemoryHashFewerAtATime() {
    HashingSettings chosen = chosen(new Machine(96, GIB, HEAP), 100);
    assertThat(chosen.threads()).isEqualTo(36);
    assertThat(chosen.memory()).isEqualTo(7_168);
  }

  @Test
  void withoutMemoryForOneHashThereIsNothingToPropose() {
    assertThatThrownBy(() -> chosen(new Machine(2, GIB / 2, HEAP), 100))
        .isInstanceOfSatisfying(
            CommandFailed.class, failed -> assertThat(failed.code()).isEqualTo(ExitCode.MISSING))
        .hasMessageContaining("512 MiB of memory");
  }

  @Test
  void aSlowMachineGetsTheLeastAndIsToldSo() {
    Proposal proposal = Choice.of(new Machine(1, 4 * GIB, HEAP), 20, it -> USUAL.millis(it) * 50);
    assertThat(proposal.settings()).isEqualTo(new HashingSettings(7_168, 5, 1, 1, 1));
    assertThat(proposal.lines()).anyMatch(line -> line.contains("Nothing that OWASP lists"));
  }

  /// Passes that turn out dearer than they should.
  @Test
  void whatTakesLongerThanReckonedIsTakenBack() {
    HashCost steep = it -> USUAL.millis(it) * Math.sqrt(it.iterations());
    Proposal proposal = Choice.of(new Machine(8, 2 * GIB, HEAP), 300, steep);
    assertThat(steep.millis(proposal.settings())).isLessThanOrEqualTo(300);
    assertThat(proposal.settings().iterations()).isGreaterThan(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 20, 1",
    "2, 1, 20, 30",
    "2, 2, 100, 1",
    "4, 64, 1000, 0.2",
    "64, 2, 250, 3",
    "16, 8, 50, 0.5",
    "3, 3, 37, 2",
    "128, 512, 1000, 0.05"
  })
  void neverBelowOwaspNorAboveTheMachine(int cores, long gib, double target, double slower) {
    var machine = new Machine(cores, gib * GIB, HEAP);
    HashingSettings it = Choice.of(machine, target, each -> USUAL.millis(each) * slower).settings();
    assertThat(
            List.of(
                least(it, 7_168, 5),
                least(it, 9_216, 4),
                least(it, 12_288, 3),
                least(it, 19_456, 2),
                least(it, 47_104, 1)))
        .contains(true);
    assertThat((long) it.memory() * it.threads()).isLessThanOrEqualTo(machine.forHashes());
    assertThat(it.threads()).isBetween(1, cores);
  }

  private static boolean least(HashingSettings it, int memory, int iterations) {
    return it.memory() >= memory && it.iterations() >= iterations;
  }

  /// On this machine, which others may use meanwhile.
  @Test
  void whatIsPrintedCanBeLaidOverTheSettings(@TempDir Path folder) throws IOException {
    Proposal proposal =
        Choice.of(new Machine(2, 2 * GIB, HEAP), 40, new MeasuredCost(Clock.systemUTC()));
    Path file = Files.write(folder.resolve("hashing.yml"), proposal.lines());
    assertThat(
            ConfigFile.beside(Checkout.root())
                .overlaid(file)
                .section("identity", IdentitySettings.class)
                .hashing())
        .isEqualTo(proposal.settings());
    assertThat(proposal.tried()).allSatisfy(each -> assertThat(each.millis()).isPositive());
    assertThat(proposal.lines())
        .allSatisfy(line -> assertThat(line).matches("#.*|identity:|  hashing:|    [a-z]+: \\d+"))
        .anyMatch(line -> line.contains("logins a second"));
  }

  @Test
  void aTimeThatNobodyWaitsForIsRefused() {
    var command = new CalibrateCommand();
    for (String millis : List.of("19", "1001")) {
      Options options = Options.parse(command.syntax(), List.of("--millis", millis));
      assertThatThrownBy(() -> command.run(options)).hasMessageContaining("from 20 to 1000");
    }
  }

  private static HashingSettings chosen(Machine machine, double target) {
    return Choice.of(machine, target, USUAL).settings();
  }
}
