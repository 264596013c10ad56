package com.klaro.store.identity;

import com.klaro.store.audit.AuditTrail;
import com.klaro.workflows.identity.SignupId;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.WorkspaceId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// The one step of a completion that crosses the line to tenant rows, by the definer function
/// `complete_signup`.
final class SignupCompletionSql {

  private SignupCompletionSql() {}

  static void foundWorkspace(
      Handle handle,
      SignupId signupId,
      AccountId accountId,
      WorkspaceId workspaceId,
      byte[] dataKey,
      byte[] name,
      AuditTrail.Link first) {
    Query query =
        handle.createQuery(
            """
            SELECT true FROM complete_signup(:signup, :account, :workspace, :dataKey, :name, :at,
              :actor, :action, :subject, :data, :previous, :hash, :mac, :headMac)
            """);
    first
        .bindTo(query)
        .bind("signup", signupId)
        .bind("account", accountId)
        .bind("workspace", workspaceId)
        .bind("dataKey", dataKey)
        .bind("name", name)
        .mapTo(Boolean.class)
        .one();
  }
}
