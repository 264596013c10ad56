package com.klaro.store.temporal;

/// Where the codec gets its keys. Called from workflow threads, so it must be quick.
public interface CodecKeys {

  KeyRing current();

  /// The ring after another look at the store, for a key that `current` does not hold.
  KeyRing renewed();

  static CodecKeys fixed(KeyRing ring) {
    return new CodecKeys() {
      @Override
      public KeyRing current() {
        return ring;
      }

      @Override
      public KeyRing renewed() {
        return ring;
      }
    };
  }
}
