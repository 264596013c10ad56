package com.klaro.activities.identity;

import com.klaro.activities.mail.Block;
import com.klaro.activities.mail.Letter;
import com.klaro.activities.mail.MailTemplate;
import com.klaro.activities.mail.MailTime;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// What the owner of an account is told about it.
sealed interface AccountLetters extends MailTemplate {

  /// To the owner of an account who, or somebody else who, forgot the password.
  record ResetLink(URI link, Instant expires) implements AccountLetters {
    @Override
    public Letter letter() {
      return new Letter(
          Locale.ENGLISH,
          "Choose a new password for Klaro",
          List.of(
              new Block.Heading("Choose a new password"),
              new Block.Paragraph(
                  "Somebody, most likely you, asked for a new password for the Klaro account with"
                      + " this email address. When you choose one, you are signed out everywhere."),
              new Block.Button("Choose a new password", link),
              new Block.Paragraph("The link works once, until " + MailTime.of(expires) + "."),
              new Block.Note(
                  "If it was not you, you can ignore this mail: your password stays as it is.")));
    }

    @Override
    public String toString() {
      return "ResetLink[…]";
    }
  }

  /// To the owner of an account, after the fact.
  record PasswordChanged(WayOut out, Instant at) implements AccountLetters {
    @Override
    public Letter letter() {
      return new Letter(
              Locale.ENGLISH,
              "Your Klaro password was changed",
              List.of(
                  new Block.Heading("Your password was changed"),
                  new Block.Paragraph(
                      "The password of your Klaro account was changed on "
                          + MailTime.of(at)
                          + ". Other sessions of the account were ended."),
                  new Block.Paragraph(
                      "If it was not you, somebody may be able to read your mail, or was signed in"
                          + " to your account and knew your password. Secure your mailbox first,"
                          + " then choose a new password here.")))
          .and(out.orOperators(WayOut.NOT_ME));
    }
  }

  /// To the owner of an account, one of whose sessions somebody seems to have copied.
  record SessionEnded(WayOut out, Instant at) implements AccountLetters {
    @Override
    public Letter letter() {
      return new Letter(
              Locale.ENGLISH,
              "We ended a Klaro session of yours",
              List.of(
                  new Block.Heading("We ended one of your sessions"),
                  new Block.Paragraph(
                      "On "
                          + MailTime.of(at)
                          + " a key of one of your sessions was used a second time. Somebody may"
                          + " have copied it, so that session was ended. Please sign in again."),
                  new Block.Paragraph(
                      "If this comes again, or you do not know why, choose a new password: it signs"
                          + " everybody out.")))
          .and(out.orOperators(WayOut.NEW_PASSWORD));
    }
  }

  /// To the owner of an account that an operator took the second factors off. Somebody asked for
  /// it, and may have been believed who was not the owner.
  record FactorsTaken(WayOut out, Instant at) implements AccountLetters {
    @Override
    public Letter letter() {
      return new Letter(
              Locale.ENGLISH,
              "The second factors of your Klaro account were taken away",
              List.of(
                  new Block.Heading("Your second factors were taken away"),
                  new Block.Paragraph(
                      "On "
                          + MailTime.of(at)
                          + " whoever runs this service took the authenticator app, the passkeys"
                          + " and the recovery codes off your Klaro account, because they were"
                          + " asked to. All sessions were ended, and your password does not work"
                          + " any more."),
                  new Block.Paragraph(
                      "To get in again, choose a new password, here or by \"forgot password\" where"
                          + " you sign in. Then sign in with it and set up a new second factor.")))
          .and(
              out.orElse(
                  WayOut.NEW_PASSWORD,
                  "If you did not ask for this, somebody may have asked in your name and be able"
                      + " to read your mail. Secure your mailbox, choose a new password, and write"
                      + " to whoever runs this service."));
    }
  }

  /// To whoever had an account, after the fact; there is nothing left to do.
  record Farewell(Instant at) implements AccountLetters {
    @Override
    public Letter letter() {
      return new Letter(
          Locale.ENGLISH,
          "Your Klaro account was deleted",
          List.of(
              new Block.Heading("Your account was deleted"),
              new Block.Paragraph(
                  "The Klaro account with this email address was deleted on "
                      + MailTime.of(at)
                      + ". It left its workspaces, was signed out everywhere, and its name, address"
                      + " and password are gone. What it did in workspaces stays in their trails,"
                      + " under a number and without a name."),
              new Block.Paragraph(
                  "This is the last mail, and with it the address is forgotten. You can sign up"
                      + " anew at any time."),
              new Block.Note(
                  "If it was not you, somebody knew your password. It cannot be undone: tell an"
                      + " owner of your workspaces, and change that password wherever else you use"
                      + " it.")));
    }
  }
}
