package com.klaro.activities.identity;

import com.klaro.activities.mail.Block;
import com.klaro.activities.mail.Letter;
import com.klaro.activities.mail.MailTemplate;
import com.klaro.activities.mail.MailTime;
import com.klaro.store.identity.NoticeKind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// To the owner of an account, about its second factor and after the fact. A new password ends
/// every session, and whoever knew the old one is out.
///
/// @param what one of those about second factors
/// @param undo for how long a new password removes a second factor too
record SecondFactorLetter(NoticeKind what, URI forgotPassword, Duration undo, Instant at)
    implements MailTemplate {

  private record Words(String subject, String happened) {}

  SecondFactorLetter {
    Words _ = words(what);
  }

  @Override
  public Letter letter() {
    Words words = words(what);
    return new Letter(
        Locale.ENGLISH,
        words.subject(),
        List.of(
            new Block.Heading(words.subject()),
            new Block.Paragraph("On " + MailTime.of(at) + " " + words.happened()),
            new Block.Paragraph(
                "If it was not you, somebody knows your password. Choose a new one: it signs out"
                    + " everybody. "
                    + (what == NoticeKind.SECOND_FACTOR_SET && undo.isPositive()
                        ? Undo.words(undo)
                        : "Then look at your second factor.")),
            new Block.Button("I did not do this", forgotPassword)));
  }

  private static Words words(NoticeKind what) {
    return switch (what) {
      case SECOND_FACTOR_SET ->
          new Words(
              "Your Klaro account has a new second factor",
              "an authenticator app was set up. From now on a sign-in needs a code from it. Other"
                  + " sessions of the account were ended.");
      case SECOND_FACTOR_REMOVED ->
          new Words(
              "The authenticator app of your Klaro account was removed",
              "the authenticator app was removed. A sign-in takes no codes from it any more.");
      case SECOND_FACTOR_DROPPED ->
          new Words(
              "The second factor of your Klaro account was removed",
              "a new password was chosen by a mailed link, and the second factor was removed with"
                  + " it, because it was new. A sign-in needs the password alone; set up a second"
                  + " factor again.");
      case RECOVERY_CODES_REPLACED ->
          new Words(
              "Your Klaro recovery codes were replaced",
              "new recovery codes were made. The old ones do not work any more.");
      case RECOVERY_CODE_USED ->
          new Words(
              "A Klaro recovery code of yours was used",
              "a recovery code was used in place of your second factor. It does not work again.");
      case CODES_GUESSED ->
          new Words(
              "Somebody tried to get past your second factor",
              "somebody gave the right password of your Klaro account and several wrong codes. For"
                  + " a quarter of an hour even a right code may be refused.");
      case PASSWORD_RESET,
          PASSWORD_CHANGED,
          SESSION_REPLAYED,
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
