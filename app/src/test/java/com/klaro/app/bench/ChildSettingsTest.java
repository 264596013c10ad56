package com.klaro.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.app.Checkout;
import com.klaro.app.config.ConfigFile;
import com.klaro.store.database.DatabaseSettings;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.store.identity.password.HashingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a measurement tells its program can be read, and is what it says.
class ChildSettingsTest {

  @TempDir private Path folder;

  @Test
  void aProgramReadsWhatAMeasurementTellsIt() throws IOException {
    var hashing = new HashingSettings(7168, 5, 1, 2, 16);

    ConfigFile config = laid(new ChildSettings(hashing, 10));

    assertThat(config.section("identity", IdentitySettings.class).hashing()).isEqualTo(hashing);
    assertThat(config.section("database", DatabaseSettings.class).poolSize()).isEqualTo(10);
  }

  @Test
  void unlessItSaysOtherwiseHashesAndConnectionsAreThoseThatAreShipped() throws IOException {
    ConfigFile shipped = ConfigFile.beside(Checkout.root());

    ConfigFile config = laid(ChildSettings.shipped());

    assertThat(config.section("identity", IdentitySettings.class))
        .isEqualTo(shipped.section("identity", IdentitySettings.class));
    assertThat(config.section("database", DatabaseSettings.class).poolSize())
        .isEqualTo(shipped.section("database", DatabaseSettings.class).poolSize());
  }

  private ConfigFile laid(ChildSettings settings) throws IOException {
    return ConfigFile.beside(Checkout.root())
        .overlaid(Files.writeString(folder.resolve("bench.yml"), settings.yaml(1, 2)));
  }
}
