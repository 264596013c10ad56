/// Workspaces and their lists, over HTTP.
@NullMarked
package com.klaro.api.workspaces;

import org.jspecify.annotations.NullMarked;
