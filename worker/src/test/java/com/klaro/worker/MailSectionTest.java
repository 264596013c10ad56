package com.klaro.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.activities.mail.MailTls;
import com.klaro.store.secrets.SecretReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MailSectionTest {

  @Test
  void aPasswordMayStandUnderMailOrWhereTheSectionSays() {
    assertThat(covers(null, "mail/password")).isTrue();
    assertThat(covers(null, "mail/")).isFalse();
    assertThat(covers(null, "smtp")).isFalse();
    assertThat(covers("mail/other", "mail/password")).isTrue();
    assertThat(covers("smtp", "smtp")).isTrue();
    assertThat(covers("smtp", "mail/password")).isTrue();
  }

  private static boolean covers(@Nullable String password, String sought) {
    var section =
        new MailSection(
            "localhost",
            25,
            MailTls.STARTTLS_REQUIRED,
            false,
            null,
            password == null ? null : new SecretReference(password),
            "noreply@example.com",
            "Klaro",
            null,
            null,
            null,
            null);
    return section.secrets().stream().anyMatch(it -> it.covers(sought));
  }
}
