package com.klaro.api.identity;

import com.klaro.api.web.problem.Problem;
import com.klaro.store.identity.ShownFactor;
import com.klaro.workflows.tenancy.Actor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What somebody signed in shows of a second factor, a code or a passkey, which is judged where it
/// is used up.
final class FactorProof {

  private final PasskeyProof passkeys;

  FactorProof(PasskeyProof passkeys) {
    this.passkeys = passkeys;
  }

  /// @param code an empty one is none: forms send an empty field where nobody typed anything
  /// @param field that the passkey came in
  /// @throws Problem as [PasskeyProof#shown]
  ShownFactor of(
      Actor.Member member,
      @Nullable String code,
      String field,
      @Nullable Map<String, Object> passkey) {
    if (passkey != null) {
      return passkeys.shown(member, field, passkey);
    }
    return code == null || code.isBlank() ? new ShownFactor.Nothing() : new ShownFactor.Code(code);
  }
}
