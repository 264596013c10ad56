package com.klaro.api.identity.pages;

import com.klaro.api.web.page.FormField;
import com.klaro.api.web.page.FormPage;
import com.klaro.api.web.page.Panel;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// Where one asks for the mail that leads to [ResetPasswordPage]. It says the same whoever asks.
@Path(ForgotPasswordPage.PATH)
public final class ForgotPasswordPage {

  static final String PATH = "/forgot-password";
  static final URI ADDRESS = URI.create(PATH);

  private static final FormPage PAGE =
      new FormPage(
          "Forgot your password?",
          "Type the email address of your account. A link to choose a new password comes by mail.",
          "/v1/password-resets",
          false,
          List.of(FormField.email("email", "Email address")),
          "Mail me a link",
          new Panel(
                  "Check your email",
                  "If there is an account with this address, a link is on its way. It works once,"
                      + " and the mail says until when. If nothing comes within some minutes, look"
                      + " among unwanted mail.")
              .leadingTo("Ask again", ADDRESS),
          Map.of());

  @GET
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "Ask for a link to choose a new password, for people", type = "text/html")
  public Response page() {
    return PAGE.answer();
  }
}
