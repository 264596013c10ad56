package com.klaro.activities.identity;

import com.klaro.activities.mail.Block;
import com.klaro.activities.mail.Help;
import com.klaro.activities.mail.Letter;
import com.klaro.activities.mail.MailTemplate;
import com.klaro.activities.mail.MailTime;
import com.klaro.store.workspaces.Country;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// What whoever asked to sign up is told, where they can read it and nobody else can.
public sealed interface SignupLetters extends MailTemplate {

  /// To an address that somebody signed up with and that has no account. Of what they typed it says
  /// the country alone, which is one of a list and nobody's words: it stays as it is, so a reader
  /// who was signed up by somebody else has to see it in time.
  record SignupLink(URI link, Instant expires, Country country) implements SignupLetters {
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
              new Block.Paragraph(
                  "The workspace will be in %s, and cannot move to another country later. If that"
                          .formatted(country.englishName())
                      + " is wrong, choose the right one on the page."),
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
  record AlreadyRegistered(URI signIn, Help help) implements SignupLetters {
    @Override
    public Letter letter() {
      return new Letter(
              Locale.ENGLISH,
              "You already have a Klaro account",
              List.of(
                  new Block.Heading("You already have an account"),
                  new Block.Paragraph(
                      "Somebody, most likely you, asked for a new Klaro account with this email"
                          + " address. There is one already, so nothing was changed. You can sign"
                          + " in and add a workspace there."),
                  new Block.Button("Sign in", signIn),
                  new Block.Note(
                      "If it was not you, you can ignore this mail. Whoever asked was not told that"
                          + " you have an account.")))
          .and(help.blocks(Help.CANNOT_SIGN_IN));
    }
  }
}
