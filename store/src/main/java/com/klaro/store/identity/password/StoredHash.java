package com.klaro.store.identity.password;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A password's hash as its row has it: the PHC text, with `$pepper=VERSION` in front where a key
/// was mixed in. PHC's own `keyid` names the key that is an input of Argon2 itself, which this one
/// is not.
///
/// @param keyId version of the key, `PasswordPepper.NONE` for none
record StoredHash(int keyId, String phc) {

  private static final Pattern PEPPERED = Pattern.compile("\\$pepper=([1-9][0-9]{0,8})(\\$.*)");

  static StoredHash read(String text) {
    Matcher peppered = PEPPERED.matcher(text);
    return peppered.matches()
        ? new StoredHash(Integer.parseInt(peppered.group(1)), peppered.group(2))
        : new StoredHash(PasswordPepper.NONE, text);
  }

  String text() {
    return keyId == PasswordPepper.NONE ? phc : "$pepper=" + keyId + phc;
  }
}
