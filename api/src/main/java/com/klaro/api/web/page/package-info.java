/// Pages for people, served from our own origin and allowed nothing else. A [FormPage] is all that
/// a feature writes for one; its looks and its script are the same for all.
@NullMarked
package com.klaro.api.web.page;

import org.jspecify.annotations.NullMarked;
