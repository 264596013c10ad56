/// Connections, roles, deadlines and the schema: what every door of the store stands on.
@NullMarked
package com.klaro.store.database;

import org.jspecify.annotations.NullMarked;
