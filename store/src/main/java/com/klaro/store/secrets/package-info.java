/// Keys and secrets: one master key outside the database wraps everything inside it (WA-2, HOST-2).
@NullMarked
package com.klaro.store.secrets;

import org.jspecify.annotations.NullMarked;
