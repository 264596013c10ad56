package com.klaro.workflows.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.klaro.workflows.tenancy.Id;
import java.util.UUID;

/// One wish to have another address. Its row holds both; histories carry this id only.
public record EmailChangeId(@JsonValue UUID value) implements Id {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public EmailChangeId {}

  @Override
  public String toString() {
    return value.toString();
  }
}
