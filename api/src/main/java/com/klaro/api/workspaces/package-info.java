/// Workspaces themselves: the list of mine, making one, renaming it. Their members are in
/// `members`.
@NullMarked
package com.klaro.api.workspaces;

import org.jspecify.annotations.NullMarked;
