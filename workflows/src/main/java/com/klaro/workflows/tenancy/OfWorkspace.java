package com.klaro.workflows.tenancy;

/// The input of a story or a step that concerns one workspace: it takes that workspace's turn in
/// the queue, and operators find it by the id. The input of a story says no more than that, for a
/// story outlives whoever asked for it; a step says who acts too: [WorkspaceCall].
public interface OfWorkspace {

  WorkspaceId workspaceId();
}
