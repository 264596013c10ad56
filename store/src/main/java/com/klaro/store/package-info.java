/// What is true at rest, and who may touch it. The only module with SQL.
@NullMarked
package com.klaro.store;

import org.jspecify.annotations.NullMarked;
