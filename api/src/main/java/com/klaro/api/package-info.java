/// Who is at the door: verify, admit, translate, start or ask.
@NullMarked
package com.klaro.api;

import org.jspecify.annotations.NullMarked;
