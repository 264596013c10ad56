package com.klaro.activities.members;

import com.klaro.activities.mail.Block;
import com.klaro.activities.mail.Letter;
import com.klaro.activities.mail.MailTemplate;
import com.klaro.activities.mail.MailTime;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// To an address that a member invited. It names who asks and for what, because nobody joins what
/// they do not know; so each workspace may send few, and each address gets few. Whether the address
/// has an account is not looked up: each is told what to do without one.
///
/// @param signUp where a front end signs people up; null where there is none
record InvitationLetter(
    String inviter, String workspace, URI link, @Nullable URI signUp, Instant expires)
    implements MailTemplate {

  @Override
  public Letter letter() {
    var blocks =
        new ArrayList<Block>(
            List.of(
                new Block.Heading("You are invited to “" + workspace + "”"),
                new Block.Paragraph(
                    inviter
                        + " invites you to the workspace “"
                        + workspace
                        + "” on Klaro. To join, open this page and sign in with the account of"
                        + " this email address."),
                new Block.Button("Join the workspace", link),
                new Block.Paragraph("The link works once, until " + MailTime.of(expires) + "."),
                new Block.Paragraph(
                    "No account yet with this address? Sign up first"
                        + (signUp == null ? ", " + inviter + " can tell you where," : ",")
                        + " then open the link above again: it stays good.")));
    if (signUp != null) {
      blocks.add(new Block.Button("Sign up", signUp));
    }
    blocks.add(
        new Block.Note(
            "If you do not know who this is, you can ignore this mail. Nobody can join with the"
                + " link but the owner of this address."));
    return new Letter(Locale.ENGLISH, "You are invited to a workspace on Klaro", blocks);
  }

  @Override
  public String toString() {
    return "InvitationLetter[…]";
  }
}
