package com.klaro.store.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageSettingsTest {

  /// The link of a setting is on a page of ours, where it must not be a script.
  @Test
  void settingsTakeWebAddressesOnly() {
    var both = new PageSettings(URI.create("https://a.example/sign-in"), URI.create(""));
    assertThat(both.signIn()).isEqualTo(URI.create("https://a.example/sign-in"));
    assertThat(both.signUp()).isNull();
    for (String other :
        List.of("javascript:alert(1)", "data:text/html,x", "/sign-in", "https://u:p@a.example")) {
      assertThatThrownBy(() -> new PageSettings(URI.create(other), null))
          .as(other)
          .hasMessageContaining("pages.signIn must be a web address");
      assertThatThrownBy(() -> new PageSettings(null, URI.create(other)))
          .as(other)
          .hasMessageContaining("pages.signUp must be a web address");
    }
  }
}
