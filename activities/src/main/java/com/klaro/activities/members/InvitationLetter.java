package com.klaro.activities.members;

import com.klaro.activities.mail.Block;
import com.klaro.activities.mail.Letter;
import com.klaro.activities.mail.MailTemplate;
import com.klaro.activities.mail.MailTime;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// To an address that a member invited. It names who asks and for what, because nobody joins what
/// they do not know; so each workspace may send few, and each address gets few.
record InvitationLetter(String inviter, String workspace, URI link, Instant expires)
    implements MailTemplate {

  @Override
  public Letter letter() {
    return new Letter(
        Locale.ENGLISH,
        "You are invited to a workspace on Klaro",
        List.of(
            new Block.Heading("You are invited to “" + workspace + "”"),
            new Block.Paragraph(
                inviter
                    + " invites you to the workspace “"
                    + workspace
                    + "” on Klaro. To join, open this page and sign in with the account of this"
                    + " email address. Without an account, sign up with this address first; the"
                    + " link stays good."),
            new Block.Button("Join the workspace", link),
            new Block.Paragraph("The link works once, until " + MailTime.of(expires) + "."),
            new Block.Note(
                "If you do not know who this is, you can ignore this mail. Nobody can join with the"
                    + " link but the owner of this address.")));
  }

  @Override
  public String toString() {
    return "InvitationLetter[…]";
  }
}
