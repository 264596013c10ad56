package com.klaro.store.tenancy;

import com.klaro.store.identity.People;
import com.klaro.store.members.Member;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// What is asked of the doors of members.
final class MemberActs {

  private final Neighbours it;
  private final Doors doors;

  private MemberActs(Neighbours it) {
    this.it = it;
    this.doors = it.doors;
  }

  static List<Act> all(Neighbours it) {
    return new MemberActs(it).all();
  }

  private List<Act> all() {
    return List.of(
        Act.of(
            "MemberReader.page",
            "all of them",
            way ->
                way.as(
                    it.viewer,
                    scope ->
                        doors.members.page(scope, null, 100).stream()
                            .map(MemberActs::text)
                            .toList())),
        one("a member", it.viewer),
        one("a member of theirs", it.stranger),
        change("of whom is in both", way -> change(way, it.admin, it.viewer, Role.AGENT)),
        change("of whom is in theirs only", way -> change(way, it.owner, it.stranger, Role.AGENT)),
        change("with what they invited", way -> change(way, it.owner, it.admin, Role.VIEWER)),
        change("of our only owner", way -> change(way, it.owner, it.owner, Role.ADMIN)),
        change("of an owner beside another", way -> change(way, it.owner, it.admin, Role.VIEWER))
            .given(
                "UPDATE memberships SET role = 'owner' WHERE workspace_id = '"
                    + it.ours
                    + "' AND account_id = '"
                    + it.admin.accountId()
                    + "'"),
        wouldTell("whom is in both", it.viewer),
        wouldTell("whom is in theirs only", it.stranger),
        remove("of whom is in both, with what they invited", it.admin),
        remove("of whom is in theirs only", it.stranger),
        remove("of our only owner", it.owner),
        asked("of those who have none"),
        asked("of those who were not told today")
            .given("UPDATE memberships SET second_factor_told_at = '2026-01-01T00:00:00Z'"),
        Act.of("the table", "keeps an owner", this::pastTheDoors));
  }

  private Act one(String how, People.Person who) {
    return Act.of(
        "MemberReader.one",
        how,
        way ->
            way.as(
                it.viewer,
                scope -> doors.members.one(scope, who.accountId()).map(MemberActs::text)));
  }

  private static Act change(String how, Function<Way, Object> ask) {
    return Act.of("MemberIntake.change", how, ask);
  }

  private Object change(Way way, People.Person by, People.Person who, Role role) {
    return way.as(by, scope -> doors.memberships.change(scope, who.accountId(), role));
  }

  private Act wouldTell(String how, People.Person who) {
    return Act.of(
        "MemberIntake.wouldTell",
        how,
        way ->
            way.as(
                it.owner,
                scope -> doors.memberships.wouldTell(scope, who.accountId(), Role.AGENT)));
  }

  private Act remove(String how, People.Person who) {
    return Act.of(
        "MemberIntake.remove",
        how,
        way -> way.as(it.owner, scope -> doors.memberships.remove(scope, who.accountId())));
  }

  private Act asked(String how) {
    return Act.of(
        "MemberNoticeIntake.secondFactorAsked",
        how,
        way ->
            way.as(
                it.owner,
                scope -> {
                  doors.told.secondFactorAsked(scope);
                  return "told";
                }));
  }

  private Object pastTheDoors(Way way) {
    try {
      return way.past(handle ->
          handle.execute(
              "DELETE FROM memberships WHERE workspace_id = ? AND role = 'owner'",
              it.ours.value()));
    } catch (UnableToExecuteStatementException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  private static String text(Member member) {
    return member + " " + member.email() + " " + member.role();
  }
}
