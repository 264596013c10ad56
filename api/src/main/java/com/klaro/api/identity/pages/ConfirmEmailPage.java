package com.klaro.api.identity.pages;

import com.klaro.api.web.page.FormPage;
import com.klaro.api.web.page.Panel;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/// Where both mails of a change of address lead. Nothing is confirmed by looking: programs that
/// read mail open links.
@Path("/confirm-email")
public final class ConfirmEmailPage {

  private static final FormPage PAGE =
      new FormPage(
          "Confirm your email address",
          "The email address of your account is changed once both of them, the present and the new"
              + " one, are confirmed.",
          "/v1/me/email/confirm",
          true,
          List.of(),
          "Confirm",
          new Panel(
              "Confirmed",
              "Once the link in the mail to the other address was used too, the email address is"
                  + " changed, and both addresses get a mail that says so."),
          Map.of(
              ProblemType.INVALID_TOKEN,
              new Panel(
                  "This link does not work",
                  "It was used already, is too old, was replaced by a newer one, or a part of it is"
                      + " missing. If your email address was not changed, ask for it again where"
                      + " you are signed in."),
              ProblemType.CONFLICT,
              new Panel(
                  "This address has an account already",
                  "An account with the new email address was made meanwhile, so nothing was"
                      + " changed. You sign in as before.")));

  @GET
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "Confirm an email address with a mailed link, for people", type = "text/html")
  public Response page() {
    return PAGE.answer();
  }
}
