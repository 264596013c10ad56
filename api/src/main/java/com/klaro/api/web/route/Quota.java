package com.klaro.api.web.route;

/// What limits a route beside the number of requests, in words for the OpenAPI file. As shipped:
/// `limits.multiplier` scales all of them.
public enum Quota {
  SIGN_IN(
      "wrong passwords 10 for one address and 100 in all from one client in 15 minutes, right ones"
          + " 200 for one account and 600 from one client; a device that is known has 10 wrong ones"
          + " of its own, and all of an account 50. Beyond that 429 `too-many-requests`"),
  CODE(
      "5 wrong codes of a second factor in 15 minutes; beyond that a sign-in is answered as with a"
          + " wrong one"),
  PROOF(
      "10 wrong passwords, passkeys or 5 wrong codes of whoever is signed in, and 200 right ones,"
          + " in 15 minutes; beyond that 429 `too-many-requests`"),
  PASSKEY(
      "100 passkeys that do not fit, or wrong passwords, from one client in 15 minutes, and 600"
          + " that do, 200 of one account; beyond that 429 `too-many-requests`"),
  LINK(
      "10 new passwords by one link in 15 minutes, refused ones too; beyond that 429"
          + " `too-many-requests`"),
  NEW_PASSWORD(
      "20 new passwords of one account in 15 minutes, refused ones too; beyond that 429"
          + " `too-many-requests`"),
  MAILS("10 mails an hour to one address; what is asked beyond is accepted and not sent"),
  MAILS_OF_CLIENT(
      "300 mails an hour that one client asks for; beyond that 429 `too-many-requests`"),
  INVITATIONS(
      "100 invitations a day in one workspace, 100 by one inviter, and 10 mails an hour to one"
          + " address; beyond that 429 `too-many-requests`"),
  ROLES(
      "10 changes an hour of one member's role by one person, and 300 of whomever; beyond that 429"
          + " `too-many-requests`");

  private final String words;

  Quota(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
