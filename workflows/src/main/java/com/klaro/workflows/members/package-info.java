/// Who is asked to join a workspace.
@NullMarked
package com.klaro.workflows.members;

import org.jspecify.annotations.NullMarked;
