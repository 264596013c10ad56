package com.klaro.workflows.members;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.klaro.workflows.tenancy.Id;
import java.util.UUID;

/// One invitation. Its row holds the address; histories carry this id only.
public record InvitationId(@JsonValue UUID value) implements Id {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public InvitationId {}

  @Override
  public String toString() {
    return value.toString();
  }
}
