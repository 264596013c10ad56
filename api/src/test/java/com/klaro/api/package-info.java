/// The API of the product, over real sockets and a real database.
@NullMarked
package com.klaro.api;

import org.jspecify.annotations.NullMarked;
