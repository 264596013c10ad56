package com.klaro.workflows.tenancy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// A workspace, the tenant that every domain row belongs to.
public record WorkspaceId(@JsonValue UUID value) implements Id {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public WorkspaceId {}

  @Override
  public String toString() {
    return value.toString();
  }
}
