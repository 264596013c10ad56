/// The commands of production: the two processes, and what an operator does beside them.
@NullMarked
package com.klaro.app.operate;

import org.jspecify.annotations.NullMarked;
