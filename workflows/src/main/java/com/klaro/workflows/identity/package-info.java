/// What is done by mailed links, and what an owner is told: sign-ups, password resets, changes of
/// address, deletions and notices (AUTH-3, AUTH-4).
@NullMarked
package com.klaro.workflows.identity;

import org.jspecify.annotations.NullMarked;
