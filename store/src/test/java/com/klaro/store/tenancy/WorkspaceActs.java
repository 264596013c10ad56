package com.klaro.store.tenancy;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditExport;
import com.klaro.store.workspaces.Country;
import com.klaro.store.workspaces.Workspace;
import com.klaro.store.workspaces.WorkspaceName;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// What is asked of the doors of a workspace and of its trail.
final class WorkspaceActs {

  private static final WorkspaceName NAME = new WorkspaceName("Another name");
  private static final WorkspaceId NEW = new WorkspaceId(new UUID(7, 9));

  private WorkspaceActs() {}

  static List<Act> all(Neighbours it) {
    Doors doors = it.doors;
    return List.of(
        Act.of(
            "WorkspaceReader.get",
            "by a member",
            way -> way.as(it.viewer, scope -> text(doors.workspaces.get(scope)))),
        Act.of(
            "WorkspaceReader.secondFactorRequired",
            "by a member",
            way -> way.as(it.viewer, doors.workspaces::secondFactorRequired)),
        Act.of(
            "WorkspaceKey.of",
            "for one of our fields",
            way ->
                way.as(
                    it.viewer,
                    scope -> {
                      byte[] written = doors.keys.of(scope).encrypt("text", "a.field");
                      return doors.keys.of(scope).decrypt(written, "a.field");
                    })),
        Act.of(
            "WorkspaceIntake.create",
            "a new one",
            way -> way.asFounder(it.owner, NEW, scope -> create(it, scope))),
        Act.of(
            "WorkspaceIntake.create",
            "again",
            way -> way.asFounder(it.owner, it.ours, scope -> create(it, scope))),
        Act.of(
            "WorkspaceIntake.rename",
            "by an owner",
            way ->
                way.as(
                    it.owner,
                    scope -> {
                      doors.made.rename(scope, NAME);
                      return text(doors.workspaces.get(scope));
                    })),
        Act.of(
            "WorkspaceIntake.requireSecondFactor",
            "by an owner",
            way -> way.as(it.owner, scope -> doors.made.requireSecondFactor(scope, true))),
        Act.of("WorkspaceIntake.close", "by an owner", way -> way.as(it.owner, doors.made::close)),
        Act.of(
            "AuditTrail.append",
            "an act",
            way ->
                way.as(
                    it.owner,
                    scope -> {
                      it.people.audit().append(scope, AuditEvent.of("did.it", "something"));
                      return "appended";
                    })),
        Act.of(
            "AuditReader.page",
            "all of it",
            way ->
                way.as(
                    it.owner,
                    scope ->
                        doors.trail.page(scope, null, 100).stream()
                            .map(row -> row.seq() + " " + row.action())
                            .toList())),
        Act.of(
            "AuditReader.export",
            "all of it",
            way ->
                way.as(it.owner, doors.trail::export) instanceof AuditExport export
                    ? text(export)
                    : "refused"));
  }

  private static Object create(Neighbours it, WorkspaceScope scope) {
    it.doors.made.create(scope, it.owner.actor(), NAME, new Country("IN"));
    return scope.role();
  }

  private static String text(Workspace workspace) {
    return workspace + " " + workspace.name() + " " + workspace.role();
  }

  private static String text(AuditExport export) {
    var out = new ByteArrayOutputStream();
    try (AuditExport.Opened opened = export.open()) {
      opened.writeTo(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
