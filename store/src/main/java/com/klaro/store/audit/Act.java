package com.klaro.store.audit;

import com.klaro.workflows.tenancy.Actor;
import java.util.TreeMap;

/// Who did what, as the row will say it: `member:<account>`, `staff:<account>`,
/// `automation:<name>`, `operator:<word>`.
///
/// @param data canonical JSON
record Act(String actor, boolean staff, String action, String subject, String data) {

  static Act of(Actor actor, AuditEvent event) {
    return switch (actor) {
      case Actor.Member member -> open("member:" + member.accountId(), event);
      case Actor.Automation automation -> open("automation:" + automation.name(), event);
      case Actor.Staff staff -> staff(staff, event);
    };
  }

  /// Someone at a terminal of the machine, who has no account: `operator:secrets`.
  static Act of(String operator, AuditEvent event) {
    return open("operator:" + operator, event);
  }

  /// The grant says why staff looked, and is what the customer may ask about; it does not say who.
  private static Act staff(Actor.Staff staff, AuditEvent event) {
    var data = new TreeMap<>(event.data());
    data.putIfAbsent("grant", staff.grantId());
    return new Act(
        "staff:" + staff.accountId(),
        true,
        event.action(),
        event.subject(),
        CanonicalJson.of(data));
  }

  private static Act open(String actor, AuditEvent event) {
    return new Act(actor, false, event.action(), event.subject(), CanonicalJson.of(event.data()));
  }
}
