/// The members of a workspace, over HTTP.
@NullMarked
package com.klaro.api.members;

import org.jspecify.annotations.NullMarked;
