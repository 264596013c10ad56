package com.klaro.api.tokens;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/// Who calls, where `@Auth` looks for it.
public record CallerContext(Principal principal, boolean secure) implements SecurityContext {

  public static void put(ContainerRequestContext request, Principal principal) {
    request.setSecurityContext(
        new CallerContext(principal, request.getSecurityContext().isSecure()));
  }

  @Override
  public Principal getUserPrincipal() {
    return principal;
  }

  /// What a member may do is asked of the gate.
  @Override
  public boolean isUserInRole(String role) {
    return false;
  }

  @Override
  public boolean isSecure() {
    return secure;
  }

  @Override
  public String getAuthenticationScheme() {
    return "Bearer";
  }
}
