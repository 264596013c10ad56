package com.klaro.store.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DataKeyTest {

  private final SecureRandom random = new SecureRandom();
  private final MasterKey master = new MasterKey(bytes(32));

  private record Stored(DataKey key, String owner, String field, String text, byte[] encrypted) {}

  @Test
  void noCiphertextCanBeReadInAnotherPlace() {
    List<Stored> cells = new ArrayList<>();
    for (int owner = 0; owner < 12; owner++) {
      var key = DataKey.fresh(random, "account/" + owner);
      for (String field : List.of("accounts.email", "accounts.full_name", "signups.email")) {
        String text = "text " + owner + field;
        cells.add(new Stored(key, "account/" + owner, field, text, key.encrypt(text, field)));
      }
    }
    for (int i = 0; i < cells.size(); i++) {
      for (int j = 0; j < cells.size(); j++) {
        Stored here = cells.get(i);
        Stored there = cells.get(j);
        if (i == j) {
          assertThat(here.key().decrypt(there.encrypted(), here.field())).isEqualTo(here.text());
        } else {
          assertThatThrownBy(() -> here.key().decrypt(there.encrypted(), here.field()))
              .isInstanceOf(MasterKey.WrongKey.class)
              .hasMessageNotContaining(there.text());
        }
      }
    }
  }

  @Test
  void everyFlippedBitIsNoticed() {
    var key = DataKey.fresh(random, "account/1");
    byte[] encrypted = key.encrypt("asha@example.test", "accounts.email");
    for (int bit = 0; bit < encrypted.length * 8; bit++) {
      byte[] changed = encrypted.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> key.decrypt(changed, "accounts.email"))
          .isInstanceOf(MasterKey.WrongKey.class);
    }
  }

  @Test
  void aWrappedKeyOpensForItsOwnerUnderItsMasterOnly() {
    var key = DataKey.fresh(random, "account/1");
    byte[] wrapped = key.wrapped(master);
    byte[] encrypted = key.encrypt("x", "f");
    assertThat(DataKey.open(master, wrapped, "account/1").decrypt(encrypted, "f")).isEqualTo("x");
    assertThatThrownBy(() -> DataKey.open(master, wrapped, "account/2"))
        .isInstanceOf(MasterKey.WrongKey.class);
    assertThatThrownBy(() -> DataKey.open(new MasterKey(bytes(32)), wrapped, "account/1"))
        .isInstanceOf(MasterKey.WrongKey.class);
  }

  @Test
  void anyTextComesBack() {
    var key = DataKey.fresh(random, "account/1");
    var seeded = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      String text =
          seeded
              .ints(seeded.nextInt(40), 1, 0x10000)
              .filter(c -> !Character.isSurrogate((char) c))
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      assertThat(key.decrypt(key.encrypt(text, "f"), "f")).isEqualTo(text);
    }
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
