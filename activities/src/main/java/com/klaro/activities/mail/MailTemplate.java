package com.klaro.activities.mail;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// Every mail we write. A template takes only what its reader may see: while an address is
/// unproven, nothing that whoever typed the address also typed, or a signup form would carry
/// anybody's words to anybody.
public sealed interface MailTemplate {

  Letter letter();

  /// To an address that somebody signed up with and that has no account.
  record SignupLink(URI link, Instant expires) implements MailTemplate {
    @Override
    public Letter letter() {
      return new Letter(
          Locale.ENGLISH,
          "Confirm your email address for Klaro",
          List.of(
              new Block.Heading("Confirm your email address"),
              new Block.Paragraph(
                  "Somebody, most likely you, asked for a Klaro workspace with this email address."
                      + " To finish, open this page and choose your name and a password."),
              new Block.Button("Finish signing up", link),
              new Block.Paragraph("The link works once, until " + MailTime.of(expires) + "."),
              new Block.Note(
                  "If it was not you, you can ignore this mail. Without the link no account is"
                      + " made, and the request is deleted when the link ends.")));
    }

    @Override
    public String toString() {
      return "SignupLink[…]";
    }
  }

  /// To an address that somebody signed up with and that has an account: only its owner learns so.
  record AlreadyRegistered(URI signIn) implements MailTemplate {
    @Override
    public Letter letter() {
      return new Letter(
          Locale.ENGLISH,
          "You already have a Klaro account",
          List.of(
              new Block.Heading("You already have an account"),
              new Block.Paragraph(
                  "Somebody, most likely you, asked for a new Klaro account with this email"
                      + " address. There is one already, so nothing was changed. You can sign in"
                      + " and add a workspace there."),
              new Block.Button("Sign in", signIn),
              new Block.Note(
                  "If it was not you, you can ignore this mail. Whoever asked was not told that you"
                      + " have an account.")));
    }
  }

  /// Spelled out with its zone: we do not know the reader's.
  final class MailTime {

    private static final DateTimeFormatter FORMAT =
        DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private MailTime() {}

    static String of(Instant instant) {
      return FORMAT.format(instant);
    }
  }
}
