package com.klaro.activities.mail;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.klaro.store.identity.EmailAddress;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where somebody turns who can help themselves no more: `links.help`, a page or a mail address of
/// whoever runs the program. Without one a mail says in words to whom, for its reader knows who
/// sent them here.
///
/// @param where null where nobody said
public record Help(@Nullable URI where) {

  /// What is no part of a query: a mail address with more than this would set a subject, or worse.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+");

  public static Help none() {
    return new Help(null);
  }

  /// @throws IllegalArgumentException unless it is a web address, a mail address or nothing: a link
  ///   to anything else would be a script
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Help of(String text) {
    if (text.isEmpty()) {
      return none();
    }
    try {
      return new Help(
          PLAIN.matcher(text).matches()
              ? URI.create("mailto:" + new EmailAddress(text).text())
              : page(URI.create(text)));
    } catch (IllegalArgumentException neither) {
      throw new IllegalArgumentException(
          "links.help must be a web address such as https://example.com/help, or a plain mail"
              + " address such as help@example.com",
          neither);
    }
  }

  private static URI page(URI address) {
    boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
    if (!web || address.getHost() == null || address.getUserInfo() != null) {
      throw new IllegalArgumentException("no web address");
    }
    return address;
  }

  /// Nor by a new password: the account may be disabled, which nobody but its owner is to learn.
  public static final String CANNOT_SIGN_IN =
      "If you cannot sign in, and a new password does not help, write to whoever runs this"
          + " service.";

  /// @param sentence that says when to turn to whoever runs this service
  public List<Block> blocks(String sentence) {
    var said = new Block.Paragraph(sentence);
    return where == null
        ? List.of(said)
        : List.of(said, new Block.Button("Write to whoever runs this service", where));
  }
}
