package com.klaro.workflows.tenancy;

/// The input of a step that touches a workspace. The gate is asked with these two before the step
/// begins, each time it begins, so that what was allowed when the workflow started is not taken for
/// granted later.
public interface WorkspaceCall extends OfWorkspace {

  Actor actor();
}
