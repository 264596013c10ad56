/// Who is calling: access tokens and the principal they prove. A token says who, never what they
/// may do: whether the session still lives and what the member may do is asked of the gate.
@NullMarked
package com.klaro.api.tokens;

import org.jspecify.annotations.NullMarked;
