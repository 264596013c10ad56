package com.klaro.workflows.tenancy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// A person who can sign in. Accounts are nobody's workspace: membership ties the two.
public record AccountId(@JsonValue UUID value) implements Id {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public AccountId {}

  @Override
  public String toString() {
    return value.toString();
  }
}
