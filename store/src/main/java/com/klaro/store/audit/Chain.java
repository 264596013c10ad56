package com.klaro.store.audit;

import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.UUID;

/// Which chain a row belongs to. The name is part of every hash, so a row moved to another chain no
/// longer fits.
sealed interface Chain {

  /// `workspace/<id>`, `account/<id>` or `platform`.
  String name();

  /// The value of the tables' key column.
  Object key();

  /// The chain of this name.
  static Chain named(String name) {
    if (name.startsWith("workspace/")) {
      return new Workspace(new WorkspaceId(UUID.fromString(name.substring("workspace/".length()))));
    }
    if (name.startsWith(Account.NAMING)) {
      return new Account(new AccountId(UUID.fromString(name.substring(Account.NAMING.length()))));
    }
    if (name.equals("platform")) {
      return new Platform();
    }
    throw new IllegalArgumentException("No chain is called " + name);
  }

  record Workspace(WorkspaceId id) implements Chain {
    @Override
    public String name() {
      return "workspace/" + id;
    }

    @Override
    public Object key() {
      return id.value();
    }
  }

  record Account(AccountId id) implements Chain {
    static final String NAMING = "account/";

    @Override
    public String name() {
      return NAMING + id;
    }

    @Override
    public Object key() {
      return name();
    }
  }

  record Platform() implements Chain {
    @Override
    public String name() {
      return "platform";
    }

    @Override
    public Object key() {
      return name();
    }
  }
}
