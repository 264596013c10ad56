/// Workspaces and their lists, over HTTP.
@NullMarked
package com.klaro.api.tenancy;

import org.jspecify.annotations.NullMarked;
