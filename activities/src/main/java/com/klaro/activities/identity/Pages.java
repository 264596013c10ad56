package com.klaro.activities.identity;

/// Where mails lead without a token, as paths behind [com.klaro.activities.mail.Links#base].
final class Pages {

  static final String SIGN_IN = "/sign-in";
  static final String FORGOT_PASSWORD = "/forgot-password";

  private Pages() {}
}
