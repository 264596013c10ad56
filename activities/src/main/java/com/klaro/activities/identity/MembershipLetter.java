package com.klaro.activities.identity;

import com.klaro.activities.mail.Block;
import com.klaro.activities.mail.Letter;
import com.klaro.activities.mail.MailTemplate;
import com.klaro.activities.mail.MailTime;
import com.klaro.store.identity.MembershipNews;
import com.klaro.store.tenancy.Role;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// To a member of a workspace, after somebody who manages it changed or ended their membership. Who
/// it was is in the workspace's trail.
record MembershipLetter(MembershipNews news, Instant at) implements MailTemplate {

  @Override
  public Letter letter() {
    String workspace = "“" + news.workspace() + "”";
    return news.after().map(after -> changed(workspace, after)).orElseGet(() -> ended(workspace));
  }

  private Letter changed(String workspace, Role after) {
    return new Letter(
        Locale.ENGLISH,
        "Your role in a Klaro workspace was changed",
        List.of(
            new Block.Heading("Your role in " + workspace + " was changed"),
            new Block.Paragraph(
                "On "
                    + MailTime.of(at)
                    + " somebody who manages the workspace "
                    + workspace
                    + " changed your role there from "
                    + news.before().word()
                    + " to "
                    + after.word()
                    + "."),
            new Block.Note(
                "You need not do anything. If you do not know why, ask an owner of the"
                    + " workspace.")));
  }

  private Letter ended(String workspace) {
    return new Letter(
        Locale.ENGLISH,
        "You were removed from a Klaro workspace",
        List.of(
            new Block.Heading("You were removed from " + workspace),
            new Block.Paragraph(
                "On "
                    + MailTime.of(at)
                    + " somebody who manages the workspace "
                    + workspace
                    + " removed you from it. You no longer see it; your account and your other"
                    + " workspaces stay as they are."),
            new Block.Note(
                "You need not do anything. If you do not know why, ask an owner of the"
                    + " workspace.")));
  }

  @Override
  public String toString() {
    return "MembershipLetter[" + news + "]";
  }
}
