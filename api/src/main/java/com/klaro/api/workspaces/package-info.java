/// Workspaces and their members.
@NullMarked
package com.klaro.api.workspaces;

import org.jspecify.annotations.NullMarked;
