package com.klaro.api.members;

import com.klaro.api.web.page.FormField;
import com.klaro.api.web.page.FormPage;
import com.klaro.api.web.page.Panel;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.store.identity.PageSettings;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/// Where the mail with an invitation leads.
@Path("/accept-invitation")
public final class AcceptInvitationPage {

  private final FormPage page;

  AcceptInvitationPage(PageSettings settings) {
    page =
        new FormPage(
                "Join the workspace",
                "Sign in with the email address that was invited. No account yet with this address?"
                    + (settings.signUp() == null
                        ? " Sign up first, whoever invited you can tell you where, then"
                        : " Sign up first, then")
                    + " open the link in the mail again.",
                "/v1/invitations/accept",
                true,
                List.of(
                    FormField.email("email", "Email address"),
                    FormField.password("password", "Password"),
                    FormField.code(
                        "totp",
                        "Code",
                        "Six digits from your authenticator, or one of your recovery codes, which"
                            + " works once. A passkey is not taken here.",
                        ProblemType.SECOND_FACTOR_REQUIRED)),
                "Join",
                new Panel(
                        "You have joined the workspace",
                        "It is there when you sign in. Where it asks for a second factor, set one"
                            + " up for your account first.")
                    .leadingTo("Sign in", settings.signIn()),
                Map.of(
                    ProblemType.INVALID_TOKEN,
                    new Panel(
                            "This invitation does not work",
                            "It is for another email address than the one you signed in with, was"
                                + " accepted already, was withdrawn or replaced by a newer one, or"
                                + " is too old. Open the link again to use another address, or ask"
                                + " whoever invited you for a new invitation.")
                        .leadingTo("Sign in", settings.signIn())
                        .leadingTo("Sign up", settings.signUp()),
                    ProblemType.TOO_MANY_WORKSPACES,
                    new Panel(
                            "You belong to too many workspaces",
                            "Leave or close one of them, then open the link in the mail again: it"
                                + " still works.")
                        .leadingTo("Sign in", settings.signIn())),
                "/v1/sessions")
            .leadingTo("Sign up", settings.signUp());
  }

  @GET
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "Join a workspace with a mailed link, for people", type = "text/html")
  public Response page() {
    return page.answer();
  }
}
