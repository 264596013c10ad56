package com.klaro.api.matrix;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.People;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Real ids of what is somebody else's, for the places in a path that are not the workspace's. Each
/// is of something new, so that it is there when it is asked for.
final class ForeignIds {

  private final RunningApi api;
  private final Handle superuser;
  private final Cast cast;
  private int made;

  ForeignIds(RunningApi api, Handle superuser, Cast cast) {
    this.api = api;
    this.superuser = superuser;
    this.cast = cast;
  }

  /// A new kind comes with a line here.
  ///
  /// @param kind as it stands in the path
  /// @return empty when nobody has said what it is, or when none could be made
  Optional<String> of(String kind) {
    return switch (kind) {
      case "accountId" -> Optional.of(member(cast.target).accountId().toString());
      case "invitationId" -> invitation(cast.target);
      case "sessionId" -> Optional.of(cast.someone().actor().sessionId().toString());
      case "passkeyId" -> Optional.of(passkey(cast.someone()).toString());
      default -> Optional.empty();
    };
  }

  private People.Person member(WorkspaceId workspace) {
    People.Person person = cast.someone();
    api.people().join(workspace, person, Role.VIEWER);
    return person;
  }

  private Optional<String> invitation(WorkspaceId workspace) {
    Answer answer =
        api.call("POST", "/v1/workspaces/" + workspace + "/invitations")
            .bearer(api.token(cast.member(Role.OWNER)))
            .json("{\"email\":\"foreign" + made++ + "@example.com\",\"role\":\"agent\"}")
            .send();
    return answer.status() == 201 ? Optional.of(answer.text("id")) : Optional.empty();
  }

  private UUID passkey(People.Person person) {
    UUID id = UUID.randomUUID();
    superuser.execute(
        """
        INSERT INTO passkeys (id, account_id, credential_id, public_key, sign_count, backup_eligible, backed_up,
          name_encrypted, created_at)
        VALUES (?, ?, decode(?, 'hex'), '', 0, false, false, '', now())
        """,
        id,
        person.accountId().value(),
        id.toString().replace("-", ""));
    return id;
  }
}
