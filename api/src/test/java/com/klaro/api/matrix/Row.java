package com.klaro.api.matrix;

import com.klaro.api.web.route.Access;
import com.klaro.store.tenancy.Role;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/// What the contract says of one route. Written by hand and beside the product, so that an
/// annotation which is wrong in the product is not simply believed.
///
/// @param lowest the lowest role, where the route belongs to a workspace
/// @param body a body that would be taken; empty for none
/// @param status what someone who may call gets for it
record Row(String method, String path, Access.Class access, Role lowest, String body, int status) {

  private static final Pattern ID = Pattern.compile("\\{(\\w+)}");

  static Row open(String method, String path, String body, int status) {
    return new Row(method, path, Access.Class.PUBLIC, Role.VIEWER, body, status);
  }

  static Row session(String method, String path, String body, int status) {
    return new Row(method, path, Access.Class.SESSION, Role.VIEWER, body, status);
  }

  static Row workspace(String method, String path, Role lowest, String body, int status) {
    return new Row(method, path, Access.Class.WORKSPACE, lowest, body, status);
  }

  /// Whether each field of the body may be left out, or be null.
  boolean isOptional() {
    return name().equals("PATCH /v1/me") || name().equals("PATCH /v1/workspaces/{workspaceId}");
  }

  String name() {
    return method + " " + path;
  }

  /// Which ids are in the path beside the workspace's, as it calls them. In a public path stand
  /// names.
  List<String> kinds() {
    return access == Access.Class.PUBLIC
        ? List.of()
        : ID.matcher(path)
            .results()
            .map(id -> id.group(1))
            .filter(kind -> !kind.equals("workspaceId"))
            .toList();
  }

  /// The path with this workspace in it. Other ids in it name nothing.
  String at(String workspace) {
    return at(workspace, Map.of());
  }

  /// @param ids what stands for which kind of id; others name nothing
  String at(String workspace, Map<String, String> ids) {
    String asked = path;
    for (var id : ids.entrySet()) {
      asked = asked.replace("{" + id.getKey() + "}", id.getValue());
    }
    return asked
        .replace("{workspaceId}", workspace)
        .replace("/docs/assets/{name}", "/docs/assets/start.js")
        .replace("/pages/assets/{name}", "/pages/assets/form.js")
        .replace("/problems/{name}", "/problems/conflict")
        .replaceAll(ID.pattern(), UUID.randomUUID().toString());
  }
}
