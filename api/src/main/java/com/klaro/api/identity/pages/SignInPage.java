package com.klaro.api.identity.pages;

import com.klaro.api.web.page.Panel;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.api.web.route.Topic;
import com.klaro.store.identity.PageSettings;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/// Where the mail leads that tells somebody they have an account. Our pages keep no session, so
/// signing in is the front end's, and this says where that is.
@Path("/sign-in")
@Topic("Pages for people, where mails about an account lead when there is no front end.")
public final class SignInPage {

  private final Panel page;

  public SignInPage(PageSettings settings) {
    page =
        new Panel(
                "Sign in",
                "Sign in where you use your account, with your email address and your password. If"
                    + " you do not remember the password, choose a new one.")
            .leadingTo("Sign in", settings.signIn())
            .leadingTo("Choose a new password", ForgotPasswordPage.ADDRESS);
  }

  @GET
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "Where to sign in, for people", type = "text/html")
  public Response page() {
    return page.answer();
  }
}
