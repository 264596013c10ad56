/// A name to be found by `Mocked`.
@NullMarked
package com.klaro.sandbox.broken.mockito;

import org.jspecify.annotations.NullMarked;
