package com.klaro.activities.identity;

import com.klaro.activities.mail.Block;
import com.klaro.activities.mail.Letter;
import com.klaro.activities.mail.MailTemplate;
import com.klaro.activities.mail.MailTime;
import com.klaro.store.identity.NoticeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// To the owner of an account, about its second factor and after the fact. A new password ends
/// every session, and whoever knew the old one is out; what a stranger set up stays.
///
/// @param what one of those about second factors
/// @param undo for how long a new password removes a second factor too
record SecondFactorLetter(NoticeKind what, WayOut out, Duration undo, Instant at)
    implements MailTemplate {

  private record Words(String subject, String happened, String advice) {}

  private static final String NEW_PASSWORD =
      " Choose a new password: it signs out everybody, and whoever knows the old one cannot sign"
          + " in any more. ";

  private static final String LOOK =
      "Then sign in with a second factor that you have, make new recovery codes, and remove"
          + " passkeys that are not yours.";

  SecondFactorLetter {
    Words _ = words(what, undo);
  }

  @Override
  public Letter letter() {
    Words words = words(what, undo);
    return new Letter(
            Locale.ENGLISH,
            words.subject(),
            List.of(
                new Block.Heading(words.subject()),
                new Block.Paragraph("On " + MailTime.of(at) + " " + words.happened()),
                new Block.Paragraph(words.advice())))
        .and(out.orOperators(WayOut.NOT_ME));
  }

  private static Words words(NoticeKind what, Duration undo) {
    return switch (what) {
      case SECOND_FACTOR_SET ->
          new Words(
              "Your Klaro account has a new second factor",
              "an authenticator app was set up. From now on a sign-in needs a code from it. If"
                  + " there was one before, it and all recovery codes of before do not work any"
                  + " more. Other sessions of the account were ended.",
              "If it was not you, somebody was signed in to your account."
                  + NEW_PASSWORD
                  + (undo.isPositive()
                      ? Undo.words(undo)
                      : "The app stays: if you have a passkey, sign in with it and remove the"
                          + " app."));
      case SECOND_FACTOR_REMOVED ->
          new Words(
              "The authenticator app of your Klaro account was removed",
              "the authenticator app was removed. A sign-in takes no codes from it any more.",
              "If it was not you, somebody got past your second factor."
                  + NEW_PASSWORD
                  + "Then sign in with it, remove passkeys that are not yours and set up an app"
                  + " again.");
      case SECOND_FACTOR_DROPPED ->
          new Words(
              "The second factor of your Klaro account was removed",
              "a new password was chosen by a mailed link, and the second factor was removed with"
                  + " it, because it was new. A sign-in needs the password alone; set up a second"
                  + " factor again.",
              "If it was not you, somebody can read your mail. Secure your mailbox first."
                  + NEW_PASSWORD
                  + "Then sign in with it and set up a second factor.");
      case RECOVERY_CODES_REPLACED ->
          new Words(
              "Your Klaro recovery codes were replaced",
              "new recovery codes were made. The old ones do not work any more.",
              "If it was not you, somebody got past your second factor and has codes to do so"
                  + " again."
                  + NEW_PASSWORD
                  + LOOK);
      case RECOVERY_CODE_USED ->
          new Words(
              "A Klaro recovery code of yours was used",
              "a recovery code was used in place of your second factor. It does not work again.",
              "If it was not you, somebody has a recovery code of yours, and may have more."
                  + NEW_PASSWORD
                  + LOOK);
      case CODES_GUESSED ->
          new Words(
              "Somebody tried to get past your second factor",
              "somebody gave the right password of your Klaro account and several wrong codes. For"
                  + " a quarter of an hour even a right code may be refused.",
              "If it was not you, somebody knows your password."
                  + NEW_PASSWORD
                  + "Your second"
                  + " factor held them up, and stays as it is.");
      case PASSWORD_RESET,
          PASSWORD_CHANGED,
          SESSION_REPLAYED,
          SECOND_FACTOR_RESET,
          EMAIL_CHANGED,
          EMAIL_LEFT,
          PASSKEY_ADDED,
          PASSKEY_REMOVED,
          PASSKEY_COPIED,
          MEMBERSHIP_CHANGED,
          MEMBERSHIP_ENDED,
          MEMBERSHIP_NEEDS_SECOND_FACTOR ->
          throw new IllegalArgumentException("Not about a second factor: " + what);
    };
  }
}
