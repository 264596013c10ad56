/// What operators see on the admin connector: health, metrics, and readable histories for those who
/// may (HOST-2, ACC-3).
@NullMarked
package com.klaro.api.operations;

import org.jspecify.annotations.NullMarked;
