package com.klaro.api.identity;

import com.klaro.api.web.body.Body;
import com.klaro.api.web.json.AtLeastOne;
import com.klaro.api.web.json.Described;
import com.klaro.api.web.problem.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A second factor that the account has, for what a fresh session alone may not do.
///
/// @param passkey in place of the code
@AtLeastOne({"code", "passkey"})
public record FactorRequest(
    @Described(as = "Six digits, or a recovery code; an empty one is none.", example = "287082")
        @Nullable String code,
    @Described(as = "`PublicKeyCredential.toJSON()`, in place of a code.")
        @Nullable Map<String, Object> passkey) {

  /// @throws Problem `invalid-request` where it says nothing at all
  static FactorRequest of(Body<FactorRequest> body) {
    FactorRequest request = body.read();
    if (request.code() == null && request.passkey() == null) {
      throw Problem.invalid("code", "is required, or a passkey in its place");
    }
    return request;
  }

  /// Whoever deletes may send no body.
  static FactorRequest orNone(Body<FactorRequest> body) {
    return body.isEmpty() ? new FactorRequest(null, null) : of(body);
  }
}
