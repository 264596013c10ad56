package com.klaro.activities.identity;

import com.klaro.activities.mail.Block;
import com.klaro.activities.mail.Letter;
import com.klaro.activities.mail.MailTemplate;
import com.klaro.activities.mail.MailTime;
import com.klaro.store.identity.MembershipNews;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// To a member without a second factor, whose workspace began to ask for one.
record PolicyLetter(MembershipNews news, Instant at) implements MailTemplate {

  @Override
  public Letter letter() {
    String workspace = "“" + news.workspace() + "”";
    return new Letter(
        Locale.ENGLISH,
        "A Klaro workspace asks for a second factor",
        List.of(
            new Block.Heading(workspace + " asks for a second factor"),
            new Block.Paragraph(
                "On "
                    + MailTime.of(at)
                    + " somebody who manages the workspace "
                    + workspace
                    + " began to ask its members for a second factor, and your account had none."
                    + " Until it has one, the workspace is closed to you; you remain a member."),
            new Block.Paragraph(
                "Sign in as ever, and set up an authenticator app or a passkey for your account."),
            new Block.Note("If you do not know why, ask an owner of the workspace.")));
  }

  @Override
  public String toString() {
    return "PolicyLetter[" + news + "]";
  }
}
