/// Who acts, and in which workspace: the ids that travel through requests, histories and rows
/// (promise TEN-1).
///
/// Types here end up in workflow histories: fields may be added as optional, never renamed or
/// retyped.
@NullMarked
package com.klaro.workflows.tenancy;

import org.jspecify.annotations.NullMarked;
