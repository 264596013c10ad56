package com.klaro.api.identity.pages;

import com.klaro.api.web.page.FormField;
import com.klaro.api.web.page.FormPage;
import com.klaro.api.web.page.Panel;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.store.identity.PageSettings;
import com.klaro.store.workspaces.Country;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Where the mail to a new address leads.
@Path("/complete-signup")
public final class CompleteSignupPage {

  private final FormPage page;

  public CompleteSignupPage(PageSettings settings) {
    page =
        new FormPage(
            "Finish signing up",
            "Say who you are and choose a password.",
            "/v1/signups/complete",
            true,
            List.of(
                FormField.fullName("fullName", "Your full name"),
                NewPassword.ofSomebodyNew("password"),
                FormField.optional(
                    "workspaceName",
                    "Name of the workspace",
                    "Leave it empty to keep the one that was asked for.",
                    "organization"),
                FormField.choice(
                    "country",
                    "Country of the workspace",
                    "It cannot be changed later.",
                    "off",
                    countries())),
            "Finish signing up",
            new Panel("Your account is ready", "You can sign in now.")
                .leadingTo("Sign in", settings.signIn()),
            Map.of(
                ProblemType.INVALID_TOKEN,
                new Panel(
                        "This link does not work",
                        "It was used already, is too old, was replaced by a newer one, or a part of"
                            + " it is missing. If you finished with it, sign in. If not, sign up"
                            + " again and take the link in the newest mail.")
                    .leadingTo("Sign in", settings.signIn())
                    .leadingTo("Sign up again", settings.signUp())
                    .leadingTo("Choose a new password", ForgotPasswordPage.ADDRESS),
                ProblemType.CONFLICT,
                new Panel(
                        "You have an account already",
                        "An account with your email address was made meanwhile, so nothing was"
                            + " changed. Sign in, or choose a new password.")
                    .leadingTo("Sign in", settings.signIn())
                    .leadingTo("Choose a new password", ForgotPasswordPage.ADDRESS)));
  }

  /// No browser fills it in: whoever does not choose gets what the mail says.
  private static List<FormField.Choice> countries() {
    return Stream.concat(
            Stream.of(new FormField.Choice("", "As the email says")),
            Country.all().stream().map(it -> new FormField.Choice(it.code(), it.englishName())))
        .toList();
  }

  @GET
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "Complete a sign-up, for people", type = "text/html")
  public Response page() {
    return page.answer();
  }
}
