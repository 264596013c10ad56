/// What is put into a page of ours, and what must never get there.
@NullMarked
package com.klaro.api.web.page;

import org.jspecify.annotations.NullMarked;
