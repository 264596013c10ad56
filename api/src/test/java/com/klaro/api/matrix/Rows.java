package com.klaro.api.matrix;

import com.klaro.api.web.route.Route;
import com.klaro.store.tenancy.Role;
import java.util.List;
import java.util.Optional;

/// One row for each route; contract §2, §3 and §7. A new route comes with a row here, or the matrix
/// fails and names it.
final class Rows {

  private static final String NONE = "";
  private static final String WORKSPACES = "/v1/workspaces";
  private static final String MADE =
      "{\"id\":\"AA\",\"response\":{\"clientDataJSON\":\"AA\",\"attestationObject\":\"AA\"}}";
  private static final String SHOWN =
      "{\"id\":\"AA\",\"response\":{\"clientDataJSON\":\"AA\",\"authenticatorData\":\"AA\",\"signature\":\"AA\"}}";
  private static final String ONE = WORKSPACES + "/{workspaceId}";

  private static final List<Row> ALL =
      List.of(
          Row.open("GET", "/.well-known/audit-keys.json", NONE, 200),
          Row.open("GET", "/.well-known/jwks.json", NONE, 200),
          Row.open("GET", "/docs", NONE, 200),
          Row.open("GET", "/docs/assets/{name}", NONE, 200),
          Row.open("GET", "/openapi.json", NONE, 200),
          Row.open("GET", "/pages/assets/{name}", NONE, 200),
          Row.open("GET", "/accept-invitation", NONE, 200),
          Row.open("GET", "/complete-signup", NONE, 200),
          Row.open("GET", "/reset-password", NONE, 200),
          Row.open("GET", "/forgot-password", NONE, 200),
          Row.open("GET", "/sign-in", NONE, 200),
          Row.open("GET", "/confirm-email", NONE, 200),
          Row.open("GET", "/problems", NONE, 200),
          Row.open("GET", "/problems/{name}", NONE, 200),
          Row.open(
              "POST",
              "/v1/signups",
              "{\"email\":\"m@example.com\",\"workspaceName\":\"M\",\"country\":\"IN\"}",
              202),
          Row.open(
              "POST",
              "/v1/signups/complete",
              "{\"token\":\"t\",\"fullName\":\"M\",\"password\":\"p\"}",
              400),
          Row.open(
              "POST", "/v1/sessions", "{\"email\":\"nobody@example.com\",\"password\":\"p\"}", 401),
          Row.open("POST", "/v1/sessions/refresh", "{\"refreshToken\":\"t\"}", 401),
          Row.open("POST", "/v1/password-resets", "{\"email\":\"m@example.com\"}", 202),
          Row.open(
              "POST", "/v1/password-resets/redeem", "{\"token\":\"t\",\"newPassword\":\"p\"}", 400),
          Row.open("POST", "/v1/me/email/confirm", "{\"token\":\"t\"}", 400),
          Row.session("POST", "/v1/me/email", "{\"newEmail\":\"m2@example.com\"}", 202),
          Row.session("GET", "/v1/me", NONE, 200),
          Row.session("GET", "/v1/me/export", NONE, 200),
          Row.session("DELETE", "/v1/me", NONE, 409),
          Row.session("PATCH", "/v1/me", "{\"fullName\":\"Asha R\",\"locale\":\"en-IN\"}", 200),
          Row.session(
              "POST",
              "/v1/me/password",
              "{\"currentPassword\":\"p\",\"newPassword\":\"a long enough password\"}",
              401),
          Row.session("POST", "/v1/me/totp", NONE, 200),
          Row.session("POST", "/v1/me/totp/confirm", "{\"code\":\"123456\"}", 409),
          Row.session("POST", "/v1/me/totp/recovery-codes", "{\"code\":\"123456\"}", 404),
          Row.session("DELETE", "/v1/me/totp", "{\"code\":\"123456\"}", 404),
          Row.session("POST", "/v1/me/passkeys/options", NONE, 200),
          Row.session(
              "POST",
              "/v1/me/passkeys",
              "{\"name\":\"My phone\",\"credential\":" + MADE + "}",
              401),
          Row.session("GET", "/v1/me/passkeys", NONE, 200),
          Row.session("DELETE", "/v1/me/passkeys/{passkeyId}", NONE, 404),
          Row.open("POST", "/v1/sessions/passkey/options", NONE, 200),
          Row.open("POST", "/v1/sessions/passkey", "{\"credential\":" + SHOWN + "}", 401),
          Row.session("POST", "/v1/sessions/reauthenticate/options", NONE, 200),
          Row.session("POST", "/v1/sessions/reauthenticate", "{\"password\":\"p\"}", 401),
          Row.session("GET", "/v1/sessions", NONE, 200),
          Row.session("DELETE", "/v1/sessions/others", NONE, 204),
          Row.session("DELETE", "/v1/sessions/{sessionId}", NONE, 404),
          Row.session("DELETE", "/v1/sessions/current", NONE, 204),
          Row.session("GET", WORKSPACES, NONE, 200),
          Row.session("POST", WORKSPACES, "{\"name\":\"Another\",\"country\":\"IN\"}", 201),
          Row.workspace("GET", ONE, Role.VIEWER, NONE, 200),
          Row.workspace("PATCH", ONE, Role.ADMIN, "{\"name\":\"Renamed\"}", 200),
          Row.workspace("DELETE", ONE, Role.OWNER, NONE, 403),
          Row.workspace("GET", ONE + "/members", Role.VIEWER, NONE, 200),
          Row.workspace(
              "PATCH", ONE + "/members/{accountId}", Role.ADMIN, "{\"role\":\"agent\"}", 404),
          Row.workspace("DELETE", ONE + "/members/{accountId}", Role.VIEWER, NONE, 404),
          Row.workspace("GET", ONE + "/invitations", Role.ADMIN, NONE, 200),
          Row.workspace(
              "POST",
              ONE + "/invitations",
              Role.ADMIN,
              "{\"email\":\"m@example.com\",\"role\":\"agent\"}",
              201),
          Row.workspace("DELETE", ONE + "/invitations/{invitationId}", Role.ADMIN, NONE, 404),
          Row.session("POST", "/v1/invitations/accept", "{\"token\":\"t\"}", 400),
          Row.workspace("GET", ONE + "/audit-events", Role.ADMIN, NONE, 200),
          Row.workspace("GET", ONE + "/audit-events/export", Role.ADMIN, NONE, 200));

  private Rows() {}

  static List<Row> all() {
    return ALL;
  }

  static Optional<Row> of(Route route) {
    return ALL.stream()
        .filter(row -> row.method().equals(route.method()) && row.path().equals(route.path()))
        .findFirst();
  }
}
