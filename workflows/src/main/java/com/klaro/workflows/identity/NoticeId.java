package com.klaro.workflows.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.klaro.workflows.tenancy.Id;
import java.util.UUID;

/// One piece of news about an account, for its owner. Its row says which; histories carry this id
/// only.
public record NoticeId(@JsonValue UUID value) implements Id {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public NoticeId {}

  @Override
  public String toString() {
    return value.toString();
  }
}
