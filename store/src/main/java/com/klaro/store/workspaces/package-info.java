/// Workspaces themselves: names, countries, who made them. Their members are in `identity`, for a
/// member is a person.
@NullMarked
package com.klaro.store.workspaces;

import org.jspecify.annotations.NullMarked;
