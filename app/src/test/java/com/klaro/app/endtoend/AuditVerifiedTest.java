package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.app.client.Answer;
import com.klaro.app.client.ApiClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an auditor does: asks the running program's database, and an export with nothing but public
/// keys.
class AuditVerifiedTest {
  @TempDir private Path folder;

  @Test
  void aTamperedTrailIsFoundAndNamed() throws IOException {
    KlaroHome home = KlaroHome.inMemory(folder);
    try (RunningKlaro klaro = home.start()) {
      Answer session = new Customer("asha@example.com").becomesACustomer(klaro);
      String workspace = session.body().path("workspaces").path(0).path("id").asText();
      ApiClient owner = klaro.api().as(session.text("accessToken"));
      for (String name : new String[] {"River Tours", "Lake Tours", "Sea Tours"}) {
        owner.patch("/v1/workspaces/" + workspace, Map.of("name", name)).expect(200);
      }
      KlaroHome.Ended sound = home.run("audit", "verify");
      assertThat(sound.code()).as(sound.out() + sound.err()).isZero();

      exportHoldsOnItsOwn(home, klaro, session.text("accessToken"), workspace);

      String row = " WHERE workspace_id = '" + workspace + "' AND seq = ";
      assertThat(
              klaro
                  .database()
                  .change("UPDATE audit_events SET action = 'workspace.painted'" + row + 2))
          .isOne();
      isTampered(home.run("audit", "verify"), "workspace/" + workspace + " 2: ");
      assertThat(klaro.database().change("DELETE FROM audit_events" + row + 3)).isOne();
      isTampered(home.run("audit", "verify"), "workspace/" + workspace + " 4: ");
    }
  }

  private void exportHoldsOnItsOwn(
      KlaroHome home, RunningKlaro klaro, String token, String workspace) throws IOException {
    Path export = folder.resolve("export.ndjson");
    Path keys = folder.resolve("keys.json");
    fetch(klaro.url("api") + "/v1/workspaces/" + workspace + "/audit-events/export", token, export);
    fetch(klaro.url("api") + "/.well-known/audit-keys.json", token, keys);
    // Elsewhere, where no program runs and no database is.
    KlaroHome elsewhere = KlaroHome.inMemory(folder.resolve("elsewhere"));
    KlaroHome.Ended sound = verify(elsewhere, export, keys);
    assertThat(sound.code()).as(sound.out() + sound.err()).isZero();

    String text = Files.readString(export);
    assertThat(text).contains("workspace.renamed");
    Files.writeString(export, text.replaceFirst("workspace\\.renamed", "workspace.painted"));
    KlaroHome.Ended painted = verify(elsewhere, export, keys);
    isTampered(painted, "workspace/" + workspace + " 2: ");
    assertThat(painted.out()).contains("was tampered with: 1 finding\n");
    isWrongUse(
        verify(elsewhere, Files.writeString(export, "# Notes\n"), keys),
        "export.ndjson is not an export: ",
        "nothing was verified");
    isWrongUse(
        verify(elsewhere, folder.resolve("nowhere"), keys),
        "Cannot read " + folder.resolve("nowhere") + ": there is no such file");
    isWrongUse(elsewhere.run("audit"), "use: klaro audit verify [EXPORT] [--keys FILE]");
    assertThat(home.path()).isDirectory();
  }

  private static KlaroHome.Ended verify(KlaroHome elsewhere, Path export, Path keys) {
    return elsewhere.run("audit", "verify", export.toString(), "--keys", keys.toString());
  }

  private static void isWrongUse(KlaroHome.Ended ended, String... words) {
    assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(2);
    assertThat(ended.err()).startsWith("klaro: ").contains(words).hasLineCount(1);
  }

  private static void isTampered(KlaroHome.Ended ended, String where) {
    assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(1);
    assertThat(ended.out()).contains(where);
  }

  private static void fetch(String url, String token, Path to) throws IOException {
    URLConnection connection = URI.create(url).toURL().openConnection();
    connection.setRequestProperty("Authorization", "Bearer " + token);
    try (InputStream in = connection.getInputStream()) {
      Files.write(to, in.readAllBytes());
    }
  }
}
