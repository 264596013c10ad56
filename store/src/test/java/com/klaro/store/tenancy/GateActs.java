package com.klaro.store.tenancy;

import com.klaro.store.identity.People;
import com.klaro.store.identity.ProfileReader;
import com.klaro.store.workspaces.Workspace;
import java.util.List;

/// What is asked at the gate, and across the line between accounts and workspaces.
final class GateActs {

  private final Neighbours it;

  private GateActs(Neighbours it) {
    this.it = it;
  }

  static List<Act> all(Neighbours it) {
    return new GateActs(it).all();
  }

  private List<Act> all() {
    return List.of(
        Act.of(
            "TenancyGate.admit",
            "a member of theirs",
            way -> way.as(it.stranger, WorkspaceScope::role)),
        Act.of(
            "TenancyGate.found",
            "a workspace that is there",
            way -> way.asFounder(it.stranger, it.ours, WorkspaceScope::role)),
        Act.of(
            "GateSql.enterExisting",
            "ours",
            way -> way.past(handle -> GateSql.enterExisting(handle, it.ours))),
        Act.of(
            "GateSql.isMember",
            "a member of theirs",
            way -> way.past(handle -> GateSql.isMember(handle, it.stranger.actor(), it.ours))),
        Act.of(
            "TenancyGate.invited",
            "with their token",
            way -> way.asInvited(it.guest, it.theirToken.hash(), WorkspaceScope::role)),
        invited("after the end of ours")
            .given("UPDATE invitations SET expires_at = created_at WHERE " + ofOurs()),
        invited("to one that is closed")
            .given("UPDATE workspaces SET closed_at = created_at WHERE id = '" + it.ours + "'"),
        Act.of(
            "WorkspaceReader.of",
            "who is in ours only",
            _ ->
                it.doors
                    .profileReader
                    .of(it.loner.actor())
                    .map(ProfileReader.Profile::workspaces)
                    .map(all -> all.stream().map(Workspace::id).toList())),
        departure("of who is in ours only", it.loner)
            // As if one hash could end two chains.
            .given(
                "UPDATE audit_heads SET (seq, hash) = (SELECT h.seq, h.hash FROM audit_heads h"
                    + " WHERE h."
                    + ofOurs()
                    + ")"),
        departure("of our only owner", it.owner)
            .given("DELETE FROM memberships WHERE " + ofTheirs() + " AND " + ofOwner()),
        Act.crossing(
            "AccountDeletionIntake.delete",
            "of who is in both",
            "Done[]",
            _ -> it.doors.departures.delete(it.viewer.actor())),
        Act.crossing(
                "AccountDeletionIntake.delete",
                "of an owner beside another, while theirs is being closed",
                "Done[]",
                _ -> it.doors.departures.delete(it.owner.actor()))
            .given(
                "UPDATE workspaces SET closed_at = created_at WHERE id = '" + it.theirs + "'",
                "DELETE FROM memberships WHERE " + ofTheirs() + " AND NOT " + ofOwner(),
                "UPDATE memberships SET role = 'viewer' WHERE " + ofTheirs(),
                "UPDATE memberships SET role = 'owner' WHERE " + ofOurs()));
  }

  private Act invited(String how) {
    return Act.of(
        "TenancyGate.invited",
        how,
        way -> way.asInvited(it.guest, it.token.hash(), WorkspaceScope::role));
  }

  private Act departure(String how, People.Person who) {
    return Act.of(
        "AccountDeletionIntake.delete", how, _ -> it.doors.departures.delete(who.actor()));
  }

  private String ofOurs() {
    return "workspace_id = '" + it.ours + "'";
  }

  private String ofTheirs() {
    return "workspace_id = '" + it.theirs + "'";
  }

  private String ofOwner() {
    return "account_id = '" + it.owner.accountId() + "'";
  }
}
