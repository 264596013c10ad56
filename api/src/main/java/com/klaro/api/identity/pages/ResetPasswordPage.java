package com.klaro.api.identity.pages;

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

/// Where the mail leads that somebody with a forgotten password asked for.
@Path("/reset-password")
public final class ResetPasswordPage {

  private final FormPage page;

  public ResetPasswordPage(PageSettings settings) {
    page =
        new FormPage(
            "Choose a new password",
            "Once it is set, you are signed out everywhere.",
            "/v1/password-resets/redeem",
            true,
            List.of(NewPassword.ofAnybody("newPassword")),
            "Set the password",
            new Panel(
                    "Your new password is set",
                    "You were signed out everywhere. You can sign in with it now.")
                .leadingTo("Sign in", settings.signIn()),
            Map.of(
                ProblemType.INVALID_TOKEN,
                new Panel(
                        "This link does not work",
                        "It was used already, is too old, was replaced by a newer one, or a part of"
                            + " it is missing.")
                    .leadingTo("Ask for a new link", ForgotPasswordPage.ADDRESS)));
  }

  @GET
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "Choose a new password with a mailed link, for people", type = "text/html")
  public Response page() {
    return page.answer();
  }
}
