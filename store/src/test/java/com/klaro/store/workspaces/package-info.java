/// Workspaces, against a database.
@NullMarked
package com.klaro.store.workspaces;

import org.jspecify.annotations.NullMarked;
