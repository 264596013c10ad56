package com.klaro.workflows.tenancy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// One signed-in device of an account; the `sid` of its access tokens.
public record SessionId(@JsonValue UUID value) implements Id {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SessionId {}

  @Override
  public String toString() {
    return value.toString();
  }
}
