/// What production refuses that development may (HOST-3, WA-2): told in one line before anything is
/// served.
@NullMarked
package com.klaro.app.production;

import org.jspecify.annotations.NullMarked;
