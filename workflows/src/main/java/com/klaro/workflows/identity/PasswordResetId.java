package com.klaro.workflows.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.klaro.workflows.tenancy.Id;
import java.util.UUID;

/// One request to reset a password. Its row holds the address; histories carry this id only.
public record PasswordResetId(@JsonValue UUID value) implements Id {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PasswordResetId {}

  @Override
  public String toString() {
    return value.toString();
  }
}
