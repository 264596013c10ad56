package com.klaro.store.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyFileTest {

  private final SecureRandom random = new SecureRandom();

  @TempDir private Path directory;

  @Test
  void isMadeOnceForItsOwnerOnly() throws IOException {
    Path file = directory.resolve("keys/master.key");
    byte[] first = MasterKeyFile.loadOrCreate(file, false, random).derive("x");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(MasterKeyFile.loadOrCreate(file, true, random).derive("x")).isEqualTo(first);
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void processesThatStartTogetherAgree() throws Exception {
    Path file = directory.resolve("master.key");
    List<Future<byte[]>> derived = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        derived.add(
            threads.submit(() -> MasterKeyFile.loadOrCreate(file, false, random).derive("x")));
      }
    }
    var distinct = new HashSet<String>();
    for (Future<byte[]> each : derived) {
      distinct.add(Arrays.toString(each.get()));
    }
    assertThat(distinct).hasSize(1);
  }

  @Test
  void isNotReplacedBesideData() {
    Path file = directory.resolve("master.key");
    assertThatThrownBy(() -> MasterKeyFile.loadOrCreate(file, true, random))
        .isInstanceOf(MasterKeyFile.Unusable.class)
        .hasMessageContaining("missing");
    assertThat(file).doesNotExist();
  }

  @Test
  void developmentTakesNobodyElsesBesideADatabaseThatIsNotItsOwn() throws IOException {
    Path own = directory.resolve("own");
    assertThat(MasterKeyFile.loadOrCreateForDevelopment(own, false, random)).isNotNull();
    assertThat(MasterKeyFile.loadOrCreateForDevelopment(own, true, random)).isNotNull();
    byte[] bytes = new byte[MasterKey.BYTES];
    random.nextBytes(bytes);
    Path real =
        Files.writeString(directory.resolve("real"), Base64.getEncoder().encodeToString(bytes));
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-------"));
    assertThat(MasterKeyFile.loadOrCreate(real, true, random)).isNotNull();
    assertThatThrownBy(() -> MasterKeyFile.loadOrCreateForDevelopment(real, true, random))
        .isInstanceOf(MasterKeyFile.Unusable.class)
        .hasMessageContaining("was not made by a development program");
  }

  @Test
  void isRefusedWhenOthersCanReadIt() throws IOException {
    Path file = directory.resolve("master.key");
    MasterKeyFile.loadOrCreate(file, false, random);
    for (String open : List.of("rw-r-----", "rw----r--", "rw--w----", "rwx------")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
      assertThatThrownBy(() -> MasterKeyFile.load(file)).isInstanceOf(MasterKeyFile.Unusable.class);
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    assertThat(MasterKeyFile.load(file)).isNotNull();
  }

  @Test
  void productionTakesNeitherAKeyOfDevelopmentNorOneThatWasTyped() throws IOException {
    Path made = directory.resolve("development.key");
    byte[] key = MasterKeyFile.loadOrCreate(made, false, random).derive("x");
    Path moved = Files.copy(made, directory.resolve("production.key"));
    refusesInProduction(moved, "development");
    Files.writeString(moved, Files.readString(made).lines().findFirst().orElseThrow() + "\n");
    assertThat(MasterKeyFile.loadForProduction(moved).derive("x")).isEqualTo(key);

    for (byte[] typed :
        List.of(
            new byte[32],
            "changemechangemechangemechangeme".getBytes(StandardCharsets.US_ASCII),
            "A long enough phrase, it appears".getBytes(StandardCharsets.US_ASCII))) {
      Files.writeString(moved, Base64.getEncoder().encodeToString(typed));
      refusesInProduction(moved, "words");
    }
  }

  private static void refusesInProduction(Path file, String why) {
    assertThat(MasterKeyFile.load(file)).isNotNull();
    assertThatThrownBy(() -> MasterKeyFile.loadForProduction(file))
        .isInstanceOf(MasterKeyFile.Unusable.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(why)
        .hasMessageNotContaining("changeme");
  }

  @Test
  void neverQuotesTheFile() throws IOException {
    Path file = directory.resolve("master.key");
    MasterKeyFile.loadOrCreate(file, false, random);
    for (String content : List.of("canary!canary", "Y2FuYXJ5", "")) {
      Files.writeString(file, content);
      assertThatThrownBy(() -> MasterKeyFile.load(file))
          .isInstanceOf(MasterKeyFile.Unusable.class)
          .hasMessageNotContaining("canary")
          .hasNoCause();
    }
    assertThatThrownBy(() -> MasterKeyFile.path("env:KEY"))
        .isInstanceOf(MasterKeyFile.Unusable.class);
  }
}
