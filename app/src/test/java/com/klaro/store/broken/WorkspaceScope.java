package com.klaro.store.broken;

/// As the scope would be if anybody could make one.
public final class WorkspaceScope {

  public WorkspaceScope() {}
}
