package com.klaro.activities.identity;

import com.klaro.activities.mail.Block;
import com.klaro.activities.mail.Help;
import com.klaro.activities.mail.Links;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/// What the owner of an account can do about what a stranger did to it. First by themselves: a new
/// password, for which reading the mailbox is enough, ends every session. It leaves app, passkeys
/// and recovery codes as they are, so where these are a stranger's it takes an operator.
record WayOut(URI forgotPassword, Help help) {

  static final String NOT_ME = "I did not do this";
  static final String NEW_PASSWORD = "Choose a new password";

  /// With `./klaro accounts reset-second-factor`.
  static final String OPERATORS =
      "write to whoever runs this service: they can take all second factors off your account.";

  static WayOut of(Links links) {
    return new WayOut(links.page(Pages.FORGOT_PASSWORD), links.help());
  }

  /// A new password alone may not let the owner in.
  List<Block> orOperators(String button) {
    return orElse(button, "If you cannot sign in after that, " + OPERATORS);
  }

  /// @param otherwise when that does not do, and to whom to turn then
  List<Block> orElse(String button, String otherwise) {
    return Stream.concat(
            Stream.of(new Block.Button(button, forgotPassword)), help.blocks(otherwise).stream())
        .toList();
  }
}
