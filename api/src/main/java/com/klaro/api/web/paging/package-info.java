/// Lists, page by page, by cursors that only we can make.
@NullMarked
package com.klaro.api.web.paging;

import org.jspecify.annotations.NullMarked;
