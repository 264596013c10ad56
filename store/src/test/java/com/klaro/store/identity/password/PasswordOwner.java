package com.klaro.store.identity.password;

import java.util.List;

/// Somebody whose names are tried first, and what is hard to read of them: `İ` is two characters in
/// lower case, `Σ` is another letter at the end of a word, and `𠮷` has two halves.
///
/// @param passwords that have these names in them
record PasswordOwner(String email, String name, List<String> workspaces, List<String> passwords) {

  static final List<PasswordOwner> ALL =
      List.of(
          new PasswordOwner(
              "asha.rao+shop@textiles.example.com",
              "Asha Lakshmi Rao",
              List.of("Rao Weaving Mills"),
              List.of("Asha Lakshmi Rao", "ashalakshmirao1", "RaoWeavingMills!", "ahsa-oar-2026")),
          new PasswordOwner(
              "sofos@example.gr",
              "Σοφός Παππάς",
              List.of("Μύλος Ελλάς"),
              List.of("sunshineΣΟΦΌΣdragon", "ΣΟΦΌΣΠΑΠΠΆΣ-1989", "p@$$w0rdΜΎΛΟΣ ΕΛΛΆΣx")),
          new PasswordOwner(
              "irem@example.com.tr",
              "İrem Yıldız",
              List.of("İnci Işık"),
              List.of("p@$$w0rdİremDr@g0n", "p@$$w0rdİnciDr@g0n", "sunshinei̇remdragon")),
          new PasswordOwner(
              "hana@example.jp",
              "𠮷田花",
              List.of("Rakete 🚀🌱 Köln"),
              List.of("花田𠮷blue花田𠮷green1", "nlöK 🌱🚀 etekaR4", "leanne-花田𠮷")));

  ContextWords words() {
    return ContextWords.of(email, workspaces).with(name);
  }
}
