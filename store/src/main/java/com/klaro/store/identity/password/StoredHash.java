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

  /// What is made today, of Argon2 1.3; a library's own question finds only what is too little.
  private static final Pattern TODAYS =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(?<memory>[0-9]+),t=(?<iterations>[0-9]+),p=(?<lanes>[0-9]+)"
              + "\\$[A-Za-z0-9+/]{%d}\\$[A-Za-z0-9+/]{%d}".formatted(base64(SALT), base64(TAG)));

  static StoredHash read(String text) {
    Matcher peppered = PEPPERED.matcher(text);
    return peppered.matches()
        ? new StoredHash(Integer.parseInt(peppered.group(1)), peppered.group(2))
        : new StoredHash(PasswordPepper.NONE, text);
  }

  /// Whether each parameter is today's: type, version, memory, passes, lanes, and the lengths of
  /// salt and tag.
  boolean isMadeWith(HashingSettings settings) {
    Matcher parts = TODAYS.matcher(phc);
    return parts.matches()
        && parts.group("memory").equals(Integer.toString(settings.memory()))
        && parts.group("iterations").equals(Integer.toString(settings.iterations()))
        && parts.group("lanes").equals(Integer.toString(settings.parallelism()));
  }

  /// Characters without padding.
  private static int base64(int bytes) {
    return (bytes * 8 + 5) / 6;
  }

  String text() {
    return keyId == PasswordPepper.NONE ? phc : "$pepper=" + keyId + phc;
  }
}
