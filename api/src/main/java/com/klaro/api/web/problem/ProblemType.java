package com.klaro.api.web.problem;

/// Every refusal a client can see; the closed list behind `GET /problems`. The wire name is a
/// contract: never renamed. Types and statuses follow RFC 9457 and RFC 9110 §15.
public enum ProblemType {
  INVALID_REQUEST(
      "invalid-request",
      400,
      "The request is not valid",
      "Correct what `errors` names, then send it again."),
  INVALID_TOKEN(
      "invalid-token",
      400,
      "The link or token is not valid",
      "It was used, replaced or has expired, or is somebody else's: ask for a new one, or sign in"
          + " as whom it was sent to."),
  INVALID_SIGNATURE(
      "invalid-signature",
      400,
      "The signature does not hold",
      "Check the signing secret and the clock of the sender."),
  UNAUTHENTICATED(
      "unauthenticated",
      401,
      "A valid access token is needed",
      "Refresh the session or sign in, then repeat the call."),
  INVALID_CREDENTIALS(
      "invalid-credentials",
      401,
      "The credentials are not right",
      "Check what was typed. A code works once: after one that worked, wait for the next."),
  SECOND_FACTOR_REQUIRED(
      "second-factor-required",
      401,
      "A second factor is needed",
      "Repeat the call with a code or a passkey, in the field that the call has for it."),
  FORBIDDEN(
      "forbidden",
      403,
      "The role does not allow this",
      "Ask somebody whose role does; `detail` says which role it takes."),
  RECENT_AUTHENTICATION_REQUIRED(
      "recent-authentication-required",
      403,
      "A recent authentication is needed",
      "Call `POST /v1/sessions/reauthenticate`, and repeat the call with the tokens it answers."),
  SECOND_FACTOR_ENROLMENT_REQUIRED(
      "second-factor-enrolment-required",
      403,
      "A second factor has to be set up first",
      "Set up a second factor, then repeat the call."),
  HTTPS_REQUIRED(
      "https-required",
      403,
      "Only HTTPS is served here",
      "Repeat the call with https; replace whatever secret was sent without."),
  NOT_FOUND(
      "not-found", 404, "There is nothing here", "It does not exist, or is not visible to you."),
  METHOD_NOT_ALLOWED(
      "method-not-allowed",
      405,
      "The method is not offered here",
      "Use one of those in the `Allow` header."),
  NOT_ACCEPTABLE(
      "not-acceptable", 406, "The asked media type is not offered", "Accept `application/json`."),
  REQUEST_TIMEOUT("request-timeout", 408, "The request took too long to arrive", "Send it again."),
  CONFLICT(
      "conflict",
      409,
      "The state does not allow this now",
      "Read the resource again; after `Retry-After` where there is one."),
  LAST_OWNER(
      "last-owner",
      409,
      "A workspace needs an owner",
      "Make someone else an owner first, or close the workspace."),
  TOO_MANY_WORKSPACES(
      "too-many-workspaces",
      409,
      "The account belongs to as many workspaces as one may",
      "Leave or close one first."),
  INVALID_TRANSITION(
      "invalid-transition",
      409,
      "Not possible from this state",
      "Read the resource for its state."),
  CAPABILITY_UNSUPPORTED(
      "capability-unsupported", 409, "The provider does not offer this", "Choose another way."),
  GONE("gone", 410, "It is not offered any more", "It was removed for good."),
  TOO_LARGE("too-large", 413, "The body is too large", "Send less at once."),
  URI_TOO_LONG("uri-too-long", 414, "The address is too long", "Shorten the query."),
  UNSUPPORTED_MEDIA_TYPE(
      "unsupported-media-type",
      415,
      "The body's type or encoding is not taken",
      "Send plain `application/json` in UTF-8."),
  IDEMPOTENCY_MISMATCH(
      "idempotency-mismatch",
      422,
      "The key was used for another request",
      "Use a new `Idempotency-Key` for a new request."),
  TOO_MANY_REQUESTS(
      "too-many-requests", 429, "Too many requests", "Wait for `Retry-After` seconds."),
  HEADERS_TOO_LARGE(
      "headers-too-large",
      431,
      "The headers are too large",
      "Send fewer or shorter headers and cookies."),
  INTERNAL("internal", 500, "Something went wrong here", "Tell support the request id."),
  OVERLOADED(
      "overloaded",
      503,
      "Too busy, or a part is away",
      "Repeat the call after `Retry-After` seconds.");

  private final String wireName;
  private final int status;
  private final String title;
  private final String advice;

  ProblemType(String wireName, int status, String title, String advice) {
    this.wireName = wireName;
    this.status = status;
    this.title = title;
    this.advice = advice;
  }

  public String wireName() {
    return wireName;
  }

  /// The `type` of a problem: a path of our own, so it can be opened.
  public String path() {
    return "/problems/" + wireName;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /// What a client can do about it.
  public String advice() {
    return advice;
  }

  /// The general type of a status that the HTTP server or Jersey chose. A status without a type of
  /// its own becomes the plain `invalid-request` or `internal`: a client meets no status that is
  /// not listed.
  public static ProblemType ofStatus(int status) {
    return switch (status) {
      case 401 -> UNAUTHENTICATED;
      case 403 -> FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 405, 501 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 408 -> REQUEST_TIMEOUT;
      case 409 -> CONFLICT;
      case 410 -> GONE;
      case 413 -> TOO_LARGE;
      case 414 -> URI_TOO_LONG;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 422 -> IDEMPOTENCY_MISMATCH;
      case 429 -> TOO_MANY_REQUESTS;
      case 431 -> HEADERS_TOO_LARGE;
      case 503 -> OVERLOADED;
      default -> (status >= 400 && status < 500) || status == 505 ? INVALID_REQUEST : INTERNAL;
    };
  }
}
