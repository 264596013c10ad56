package com.klaro.activities.identity;

import com.klaro.activities.mail.Block;
import com.klaro.activities.mail.Help;
import com.klaro.activities.mail.Letter;
import com.klaro.activities.mail.MailTemplate;
import com.klaro.activities.mail.MailTime;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// What both addresses are told of a change from one to the other.
sealed interface EmailLetters extends MailTemplate {

  /// To the address that an account has. It is proven, so it may read what was typed.
  record LeavingLink(String wished, URI link, URI forgotPassword, Instant expires)
      implements EmailLetters {
    @Override
    public Letter letter() {
      return new Letter(
          Locale.ENGLISH,
          "Confirm the new email address of your Klaro account",
          List.of(
              new Block.Heading("Do you want another email address?"),
              new Block.Paragraph(
                  "Somebody signed in to your Klaro account, most likely you, wants to sign in with"
                      + " "
                      + wished
                      + " from now on. It is changed once you have confirmed it here and in the"
                      + " mail to that address."),
              new Block.Button("Yes, I want that", link),
              new Block.Paragraph("The link works once, until " + MailTime.of(expires) + "."),
              new Block.Paragraph(
                  "If it was not you, do not use that link: somebody is signed in to your account."
                      + " Choose a new password, which signs them out and ends what they asked"
                      + " for."),
              new Block.Button("I did not do this", forgotPassword)));
    }

    @Override
    public String toString() {
      return "LeavingLink[…]";
    }
  }

  /// To the address that an account is to have, and that nobody has proven yet: nothing that was
  /// typed but the address itself.
  record JoiningLink(URI link, Instant expires) implements EmailLetters {
    @Override
    public Letter letter() {
      return new Letter(
          Locale.ENGLISH,
          "Confirm your new email address for Klaro",
          List.of(
              new Block.Heading("Confirm your new email address"),
              new Block.Paragraph(
                  "Somebody, most likely you, wants to sign in to Klaro with this email address"
                      + " from now on. It is changed once it is confirmed here and in the mail to"
                      + " the address that the account has now."),
              new Block.Button("Confirm this address", link),
              new Block.Paragraph("The link works once, until " + MailTime.of(expires) + "."),
              new Block.Note(
                  "If it was not you, you can ignore this mail: without the link nothing is"
                      + " changed.")));
    }

    @Override
    public String toString() {
      return "JoiningLink[…]";
    }
  }

  /// To an address that somebody wants for an account and that has one: only its owner learns so.
  record AlreadyTaken(URI signIn, Help help) implements EmailLetters {
    @Override
    public Letter letter() {
      return new Letter(
              Locale.ENGLISH,
              "Somebody wants to use your email address for Klaro",
              List.of(
                  new Block.Heading("This address has a Klaro account already"),
                  new Block.Paragraph(
                      "Somebody wants to use this email address for another Klaro account. An"
                          + " address has one account, and this one has yours, so nothing is"
                          + " changed. If it was you, sign in with it, or delete one of the two"
                          + " accounts first."),
                  new Block.Button("Sign in", signIn),
                  new Block.Note(
                      "If it was not you, you can ignore this mail. Whoever asked was not told that"
                          + " you have an account.")))
          .and(help.blocks(Help.CANNOT_SIGN_IN));
    }
  }

  /// To the address that the account has now, after the fact.
  record Changed(WayOut out, Instant at) implements EmailLetters {
    @Override
    public Letter letter() {
      return new Letter(
              Locale.ENGLISH,
              "The email address of your Klaro account was changed",
              List.of(
                  new Block.Heading("Your email address was changed"),
                  new Block.Paragraph(
                      "Since "
                          + MailTime.of(at)
                          + " you sign in to Klaro with this email address. Other sessions of the"
                          + " account were ended."),
                  new Block.Paragraph("If it was not you, choose a new password here.")))
          .and(out.orOperators(WayOut.NOT_ME));
    }
  }

  /// To the address that it had, where nothing can be done any more but to tell others.
  record Left(Help help, Instant at) implements EmailLetters {
    @Override
    public Letter letter() {
      return new Letter(
              Locale.ENGLISH,
              "Your Klaro account has another email address",
              List.of(
                  new Block.Heading("Your account has another email address"),
                  new Block.Paragraph(
                      "On "
                          + MailTime.of(at)
                          + " the email address of your Klaro account was changed from this one to"
                          + " another, after both were confirmed. From now on mails go there."),
                  new Block.Paragraph(
                      "If it was not you, somebody could read this mailbox and was signed in to"
                          + " your account. Secure your mailbox, then tell an owner of your"
                          + " workspaces, who can remove the account from them.")))
          .and(help.blocks("Also write to whoever runs this service: they can shut the account."));
    }
  }
}
