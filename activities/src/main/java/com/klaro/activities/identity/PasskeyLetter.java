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

/// To the owner of an account, about its passkeys and after the fact. A new password ends every
/// session, and no passkey but a new one.
///
/// @param what one of those about passkeys
/// @param undo for how long a new password removes a second factor too
record PasskeyLetter(NoticeKind what, WayOut out, Duration undo, Instant at)
    implements MailTemplate {

  private record Words(String subject, String happened, String advice, String button) {}

  PasskeyLetter {
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
        .and(out.orOperators(words.button()));
  }

  private static Words words(NoticeKind what, Duration undo) {
    return switch (what) {
      case PASSKEY_ADDED ->
          new Words(
              "Your Klaro account has a new passkey",
              "a passkey was added. Whoever has it can sign in; with the password alone nobody"
                  + " can.",
              "If it was not you, somebody can act as you. Choose a new password: it signs out"
                  + " everybody. "
                  + (undo.isPositive()
                      ? Undo.words(undo)
                      : "The passkey stays, and signs in without it: sign in with what you had"
                          + " before, and remove it at once."),
              WayOut.NOT_ME);
      case PASSKEY_REMOVED ->
          new Words(
              "A passkey of your Klaro account was removed",
              "a passkey was removed. It does not sign in any more.",
              "If it was not you, somebody can act as you. Choose a new password: it signs out"
                  + " everybody. Then sign in with it, remove passkeys that are not yours and add"
                  + " one of your own.",
              WayOut.NOT_ME);
      case PASSKEY_COPIED ->
          new Words(
              "A passkey of your Klaro account may have been copied",
              "a passkey was shown that has counted fewer uses than we have seen of it. There may"
                  + " be two of it, so it was refused.",
              "Sign in another way and remove that passkey, then add a new one. If you do not know"
                  + " why, choose a new password too: it signs out everybody. Where you have"
                  + " nothing else, a recovery code lets you in beside the password.",
              WayOut.NEW_PASSWORD);
      case PASSWORD_RESET,
          PASSWORD_CHANGED,
          SESSION_REPLAYED,
          EMAIL_CHANGED,
          EMAIL_LEFT,
          SECOND_FACTOR_RESET,
          SECOND_FACTOR_SET,
          SECOND_FACTOR_REMOVED,
          SECOND_FACTOR_DROPPED,
          RECOVERY_CODES_REPLACED,
          RECOVERY_CODE_USED,
          CODES_GUESSED,
          MEMBERSHIP_CHANGED,
          MEMBERSHIP_ENDED,
          MEMBERSHIP_NEEDS_SECOND_FACTOR ->
          throw new IllegalArgumentException("Not about a passkey: " + what);
    };
  }
}
