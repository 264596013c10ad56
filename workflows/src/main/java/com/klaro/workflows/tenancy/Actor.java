package com.klaro.workflows.tenancy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// Who performs an act. Plain data: an activity receives it and asks the tenancy gate again.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Actor.Member.class, name = "member"),
  @JsonSubTypes.Type(value = Actor.Staff.class, name = "staff"),
  @JsonSubTypes.Type(value = Actor.Automation.class, name = "automation"),
})
public sealed interface Actor {

  /// A signed-in person; what they may do depends on their membership at the time of the act.
  record Member(AccountId accountId, SessionId sessionId) implements Actor {}

  /// One of our own people, inside a grant that names a reason and ends by itself.
  record Staff(AccountId accountId, String grantId) implements Actor {}

  /// A part of the program acting on its own account; the gate holds a written list of what each
  /// name may do.
  record Automation(String name) implements Actor {}
}
