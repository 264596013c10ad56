package com.klaro.app;

import com.klaro.app.config.ConfigFile;
import com.klaro.store.secrets.MasterKeyFile;
import com.klaro.store.temporal.TemporalSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where this program stands: the folder it was started from, the folder of its data, and the
/// environment.
///
/// @param root of the checkout or the distribution; has `config.yml`
/// @param home `$KLARO_HOME`
public record Installation(Path root, Path home, Map<String, String> environment) {

  public Installation {
    environment = Map.copyOf(environment);
  }

  /// As the launcher says.
  public static Installation here() {
    Path root = Path.of(System.getProperty("klaro.root", ".")).toAbsolutePath().normalize();
    String home = System.getenv("KLARO_HOME");
    Path data = home == null ? root.resolve(".klaro") : Path.of(home);
    return new Installation(root, data.toAbsolutePath().normalize(), System.getenv());
  }

  /// `config.yml` with the file of `--config` laid over it.
  public ConfigFile config(Options options) {
    ConfigFile file = ConfigFile.beside(root);
    return options.config().map(file::overlaid).orElse(file);
  }

  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /// As `TEMPORAL_ADDRESS` and `TEMPORAL_NAMESPACE` say, the names that Temporal's own programs
  /// use.
  public TemporalSettings temporal(TemporalSettings settings) {
    return variable("TEMPORAL_ADDRESS")
        .map(address -> settings.at(address).in(variable("TEMPORAL_NAMESPACE").orElse("default")))
        .orElse(settings);
  }

  /// @param reference `file:PATH`, relative to the data's folder
  public Path masterKeyFile(String reference) {
    return home.resolve(MasterKeyFile.path(reference));
  }
}
