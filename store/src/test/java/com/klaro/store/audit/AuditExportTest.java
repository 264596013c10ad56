package com.klaro.store.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.store.database.DatabaseAddress;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.DatabaseUnavailable;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditExportTest {

  private static final AuditEvent ACT =
      new AuditEvent(
          "workspace.renamed",
          "workspace/1",
          Map.of("a", "\"quoted\" \n é \uD83D\uDE00", "Z", "1"));

  @TempDir private Path directory;

  private AuditFixture fixture;
  private WorkspaceId workspace;
  private Actor.Staff staff;

  @BeforeAll
  void write() {
    fixture = new AuditFixture();
    workspace = AuditFixture.workspace();
    staff = new Actor.Staff(new AccountId(AuditFixture.id()), "grant-7");
    fixture.append(workspace, ACT, ACT);
    appendAsStaff();
    fixture.append(workspace, ACT);
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  @Test
  void anExportVerifiesWithPublicKeysOnly() throws IOException {
    Path keys = Files.writeString(directory.resolve("keys.json"), fixture.keys.publicKeysJson());
    assertThat(ExportCheck.of(export(), keys))
        .isEqualTo(new ExportCheck.Verified(new AuditVerdict.Sound(1, 4)));
  }

  @Test
  void theDatabaseIsSoundToo() {
    assertThat(fixture.verifier.verify()).isEqualTo(new AuditVerdict.Sound(1, 4));
  }

  @Test
  void aFileThatIsNotWhatItShouldBeIsNamed() throws IOException {
    Path nowhere = directory.resolve("nowhere.json");
    Path other = Files.writeString(directory.resolve("other.json"), "{}");
    assertThat(ExportCheck.of(export(), nowhere))
        .isEqualTo(new ExportCheck.Unreadable(nowhere, "there is no such file"));
    assertThat(ExportCheck.of(nowhere, fixture.keys.publicKeys()))
        .isEqualTo(new ExportCheck.Unreadable(nowhere, "there is no such file"));
    assertThat(ExportCheck.of(export(), other)).isInstanceOf(ExportCheck.NoKeys.class);
  }

  /// Neither sound nor tampered with. A damaged one is tampered with while one line of it is left.
  @Test
  void aFileThatIsNoExportIsNotVerified() throws IOException {
    Path file = directory.resolve("file");
    for (String text :
        List.of("# Notes\n\nNone yet.\n", "\n", "{}\n", fixture.keys.publicKeysJson())) {
      assertThat(ExportCheck.of(Files.writeString(file, text), fixture.keys.publicKeys()))
          .isEqualTo(new ExportCheck.NoExport(file));
    }
    assertThat(
            ExportCheck.of(Files.write(file, new byte[] {(byte) 0xff}), fixture.keys.publicKeys()))
        .isEqualTo(new ExportCheck.Unreadable(file, "it is not text in UTF-8"));
    List<String> lines = Files.readAllLines(export());
    for (int kept = 0; kept < lines.size(); kept++) {
      var damaged = new ArrayList<>(Collections.nCopies(lines.size(), "damaged"));
      damaged.set(kept, lines.get(kept));
      assertThat(ExportCheck.of(Files.write(file, damaged), fixture.keys.publicKeys()))
          .isInstanceOfSatisfying(
              ExportCheck.Verified.class,
              it -> assertThat(it.verdict()).isInstanceOf(AuditVerdict.Tampered.class));
    }
    assertThat(ExportCheck.of(Files.writeString(file, ""), fixture.keys.publicKeys()))
        .isInstanceOfSatisfying(
            ExportCheck.Verified.class,
            it -> assertThat(it.verdict()).isInstanceOf(AuditVerdict.Tampered.class));
  }

  @Test
  void staffIsInTheExportWithoutSayingWho() throws IOException {
    String text = Files.readString(export());
    assertThat(text)
        .contains("\"actor\":\"staff\"")
        .contains("grant-7")
        .doesNotContain(staff.accountId().toString());
    assertThat(page(null, 10)).containsExactly(4L, 2L, 1L);
    assertThat(page(4L, 1)).containsExactly(2L);
  }

  @Test
  void aGuessAtWhoStaffWasCannotBeChecked() throws IOException {
    String commitment =
        Files.readString(export()).replaceAll("(?s).*\"actorCommitment\":\"([0-9a-f]+)\".*", "$1");
    var guess = new ChainHash().openActor("staff:" + staff.accountId());
    assertThat(HexFormat.of().formatHex(guess)).isNotEqualTo(commitment);
  }

  @Test
  void everyChangeOfALineIsFound() throws IOException {
    List<String> lines = Files.readAllLines(export());
    for (int i = 0; i < lines.size(); i++) {
      int at = i;
      for (String[] change :
          new String[][] {
            {"member:", "member:0"},
            {"\"Z\":\"1\"", "\"Z\":\"2\""},
            {"grant-7", "grant-8"},
            {"\"seq\":", "\"seq\":1"},
            {"2026-", "2025-"},
            {"workspace.", "workplace."},
            {"workspace/1", "workspace/2"},
            {"\"data\":{", "\"data\":{\"x\":\"y\","},
            {"\"hash\":\"", "\"hash\":\"00"},
            {"\"signature\":\"", "\"signature\":\"AA"},
            {"\"seq\"", "\"more\":\"x\",\"seq\""},
            {"123456Z", "123456789Z"}
          }) {
        String changed = lines.get(at).replace(change[0], change[1]);
        if (!changed.equals(lines.get(at))) {
          var copy = new ArrayList<>(lines);
          copy.set(at, changed);
          tampered(copy);
        }
      }
    }
  }

  @Test
  void aLineLessOrMovedIsFound() throws IOException {
    List<String> lines = Files.readAllLines(export());
    for (int i = 0; i < lines.size(); i++) {
      var less = new ArrayList<>(lines);
      less.remove(i);
      tampered(less);
    }
    var swapped = new ArrayList<>(lines);
    Collections.swap(swapped, 0, 1);
    tampered(swapped);
    tampered(lines.subList(lines.size() - 1, lines.size()));
    tampered(List.of());
  }

  @Test
  void aKeyThatIsNotListedProvesNothing() throws IOException {
    var stranger = new PublicKeys(List.of(new SigningKey(new byte[32]).publicKey()));
    assertThat(ExportVerifier.verify(export(), stranger))
        .isEqualTo(
            new AuditVerdict.Tampered(
                List.of(new Finding("workspace/" + workspace, 4, Flaw.KEY_UNKNOWN)), 1));
    assertThat(PublicKeys.parse(stranger.json()).keys())
        .extracting(PublicKeys.Key::id)
        .containsExactly(stranger.keys().getFirst().id());
  }

  private List<Long> page(@Nullable Long before, int limit) {
    return fixture.in(workspace, scope -> fixture.reader.page(scope, before, limit)).stream()
        .map(AuditRow::seq)
        .toList();
  }

  private void tampered(List<String> lines) throws IOException {
    Path file = Files.write(directory.resolve("changed.ndjson"), lines);
    assertThat(ExportVerifier.verify(file, fixture.keys.publicKeys()))
        .as("%s", lines)
        .isInstanceOf(AuditVerdict.Tampered.class);
  }

  /// Connects, for the kernel accepts, and never answers: as a frozen server does.
  @Test
  void aSilentServerIsSaidBeforeTheFirstByte() throws IOException {
    try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      var there = fixture.test.administrator();
      var address =
          new DatabaseAddress(
              "127.0.0.1",
              silent.getLocalPort(),
              there.database(),
              there.user(),
              there.password(),
              Map.of());
      var reader =
          new AuditReader(fixture.keys, AuditSource.of(address, _ -> "secret"), fixture.clock);
      AuditExport export = fixture.in(workspace, reader::export);
      assertThatThrownBy(export::open).isInstanceOf(DatabaseUnavailable.class);
    }
  }

  private Path export() throws IOException {
    AuditExport export = fixture.in(workspace, fixture.reader::export);
    Path file = directory.resolve("export.ndjson");
    try (AuditExport.Opened opened = export.open();
        OutputStream out = Files.newOutputStream(file)) {
      opened.writeTo(out);
    }
    return file;
  }

  /// The gate admits no staff yet, so the chain is written below it.
  private void appendAsStaff() {
    fixture
        .test
        .database()
        .inTransaction(
            DatabaseRole.TENANT,
            transaction -> {
              var chain = new Chain.Workspace(workspace);
              ChainSql.enter(transaction.handle(), chain);
              ChainSql.Head head = ChainSql.WORKSPACES.lock(transaction.handle(), chain);
              var writer = new ChainWriter(fixture.keys.macs(fixture.clock.instant()));
              AuditRow row =
                  writer.next(
                      chain,
                      head.seq() + 1,
                      head.hash(),
                      fixture.clock.instant(),
                      Act.of(staff, AuditEvent.of("member.viewed", "member/1")));
              ChainSql.WORKSPACES.append(
                  transaction.handle(), chain, List.of(row), writer.headMac(chain, row));
            });
  }
}
