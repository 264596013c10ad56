package com.klaro.store.identity.password;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A password's hash as its row has it: the PHC text, with `$pepper=VERSION` in front where a key
/// was mixed in. PHC's own `keyid` names the key that is an input of Argon2 itself, which this one
/// is not.
///
/// @param keyId version of the key, `PasswordPepper.NONE` for none
record StoredHash(int keyId, String phc) {

  /// Bytes.
  static final int SALT = 16;

  static final int TAG = 32;

  private static final Pattern PEPPERED = Pattern.compile("\\$pepper=([1-9][0-9]{0,8})(\\$.*)");

  static StoredHash read(String text) {
    Matcher peppered = PEPPERED.matcher(text);
    return peppered.matches()
        ? new StoredHash(Integer.parseInt(peppered.group(1)), peppered.group(2))
        : new StoredHash(PasswordPepper.NONE, text);
  }

  /// Whether each parameter is today's: type, version 1.3, memory, passes, lanes, and the lengths
  /// of salt and tag. A library's own question finds only what is too little.
  boolean isMadeWith(HashingSettings settings) {
    String todays =
        "$argon2id$v=19$m="
            + settings.memory()
            + ",t="
            + settings.iterations()
            + ",p="
            + settings.parallelism()
            + "$";
    int tag = todays.length() + base64(SALT);
    return phc.length() == tag + 1 + base64(TAG)
        && phc.startsWith(todays)
        && phc.indexOf('$', todays.length()) == tag
        && phc.lastIndexOf('$') == tag;
  }

  /// Characters without padding.
  private static int base64(int bytes) {
    return (bytes * 8 + 5) / 6;
  }

  String text() {
    return keyId == PasswordPepper.NONE ? phc : "$pepper=" + keyId + phc;
  }
}
