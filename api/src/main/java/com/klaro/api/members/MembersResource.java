package com.klaro.api.members;

import com.klaro.api.tenancy.WorkspaceCaller;
import com.klaro.api.tenancy.WorkspaceEntrance;
import com.klaro.api.web.json.Described;
import com.klaro.api.web.paging.Cursor;
import com.klaro.api.web.paging.Page;
import com.klaro.api.web.paging.PageRequest;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.store.members.Member;
import com.klaro.store.members.MemberReader;
import com.klaro.store.tenancy.Role;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The people of a workspace.
@Path("/v1/workspaces/{workspaceId}/members")
@Produces(MediaType.APPLICATION_JSON)
public final class MembersResource {

  public record MemberAnswer(
      UUID accountId,
      @Described(example = "asha@example.com") String email,
      @Described(example = "Asha Rao") String fullName,
      @Described(
              oneOf = {"viewer", "agent", "admin", "owner"},
              example = "admin")
          String role,
      Instant since) {
    static MemberAnswer of(Member member) {
      return new MemberAnswer(
          member.accountId().value(),
          member.email(),
          member.fullName(),
          member.role().word(),
          member.since());
    }
  }

  private final WorkspaceEntrance entrance;
  private final MemberReader members;
  private final Cursor cursor;

  public MembersResource(WorkspaceEntrance entrance, MemberReader members, Cursor cursor) {
    this.entrance = entrance;
    this.members = members;
    this.cursor = cursor;
  }

  @GET
  @Access(value = Access.Class.WORKSPACE, role = Role.VIEWER)
  @Answers(summary = "Members of a workspace", items = MemberAnswer.class)
  public Page<MemberAnswer> list(
      @Auth WorkspaceCaller caller,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String place) {
    return entrance.enter(
        caller,
        scope -> {
          String list = "members/" + scope.workspaceId();
          PageRequest asked = cursor.request(list, limit, place);
          String after = asked.after();
          var rows =
              members.page(scope, after == null ? null : UUID.fromString(after), asked.fetch());
          return cursor.page(list, asked, rows, Member::accountId, MemberAnswer::of);
        });
  }
}
