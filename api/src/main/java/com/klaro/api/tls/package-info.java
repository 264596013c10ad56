/// The connector that speaks TLS itself, where no proxy does it (TRAN-1).
@NullMarked
package com.klaro.api.tls;

import org.jspecify.annotations.NullMarked;
