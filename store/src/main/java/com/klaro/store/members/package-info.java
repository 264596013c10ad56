/// Who belongs to a workspace, and as what: reading members, and whatever changes a membership once
/// the workspace is there. Above `identity` and `workspaces`, which know nothing of it; letters
/// about roles travel as notices of `identity`, by their kind. So the first owner is written by
/// whoever founds the workspace, with the workspace itself: `WorkspaceIntake`, and the definer
/// function `complete_signup` for a sign-up; and who deletes their account leaves every workspace
/// with it, by `AccountDeletionIntake`. Whether somebody may is asked of `tenancy`, which reads the
/// role.
@NullMarked
package com.klaro.store.members;

import org.jspecify.annotations.NullMarked;
