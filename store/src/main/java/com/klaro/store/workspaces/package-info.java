/// Workspaces themselves: names, countries, and their making, with the founder as first owner. All
/// else about their members is in `members`, which is above this.
@NullMarked
package com.klaro.store.workspaces;

import org.jspecify.annotations.NullMarked;
